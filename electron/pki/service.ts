import type { DraftDeed } from '../model/audit.ts';
import { MusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { AuditRepository, SettingsRepository } from '../store/contract.ts';
import type { CertificateRepository } from '../store/registration-contract.ts';
import type { Vault } from '../vault/vault.ts';
import type { PkiService } from './contract.ts';

export interface PkiDeps {
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  certificates: CertificateRepository;
  settings: SettingsRepository;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  clock: Clock;
  random: Random;
  /** The organisation’s name, for the authority’s subject. */
  organisation(): string;
  /** A certificate was made, brought or revoked. */
  changed(): void;
}

export function createPki(_deps: PkiDeps): PkiService {
  throw new MusterError('not_available');
}
