import type { NetworkInterfaceInfo } from 'node:os';
import type { DraftDeed } from '../model/audit.ts';
import { MusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { PkiService } from '../pki/contract.ts';
import type { AuditRepository, LeaseRepository, SettingsRepository } from '../store/contract.ts';
import type { ListenerRoom, ListenerService } from './contract.ts';

export interface ListenerDeps {
  settings: SettingsRepository;
  leases: LeaseRepository;
  pki: Pick<PkiService, 'server'>;
  rooms: readonly ListenerRoom[];
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>;
  clock: Clock;
  random: Random;
  pid: number;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  /** Where the access log is written; rotated by size. */
  logFile: string;
  /** True in a program that may listen (the window, `muster listen`). */
  listens: boolean;
  changed(): void;
  traffic(): void;
  log(message: string): void;
}

export function createListener(_deps: ListenerDeps): ListenerService {
  throw new MusterError('not_available');
}
