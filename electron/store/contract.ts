import type { StoreCondition } from '../model/workspace.ts';
import type { AccessRepository } from './contract/access.ts';
import type { AppleRepository } from './contract/apple.ts';
import type { AuditRepository } from './contract/audit.ts';
import type { CertificateRepository } from './contract/certificates.ts';
import type { CommandRepository } from './contract/commands.ts';
import type { ConnectionRepository, OrgUnitRepository } from './contract/connections.ts';
import type { DeviceRepository } from './contract/devices.ts';
import type { HistoryReads } from './contract/history.ts';
import type { InvitationRepository } from './contract/invitations.ts';
import type { MailRepository } from './contract/mails.ts';
import type { PinRepository } from './contract/pins.ts';
import type { RunRepository } from './contract/runs.ts';
import type {
  LeaseRepository,
  SecretRepository,
  SettingsRepository,
  ViewRepository,
} from './contract/settings.ts';
import type { TicketRepository } from './contract/tickets.ts';
import type { UserRepository } from './contract/users.ts';

export type { AppleRepository } from './contract/apple.ts';
export type { AuditRepository } from './contract/audit.ts';
export type { ClaimedTarget, CommandRepository, NewTarget, TargetMove } from './contract/commands.ts';
export type { ConnectionRepository, OrgUnitRepository } from './contract/connections.ts';
export type { DeviceReads, DeviceRepository } from './contract/devices.ts';
export type { HistoryReads } from './contract/history.ts';
export type { NewPartition, Partition, RunRepository } from './contract/runs.ts';
export type {
  LeaseRepository,
  SecretRepository,
  SettingsRepository,
  ViewRepository,
} from './contract/settings.ts';
export type { UserRepository, UserRow } from './contract/users.ts';

/**
 * The store as the services see it: one SQLite file per workspace, read and written in worker threads.
 * Every method is asynchronous and throws MusterError (`store_busy`, `disk_full`, `folder_read_only`,
 * `store_damaged`, `not_found`); every method named a write is one transaction.
 */
export interface Store {
  readonly condition: StoreCondition;
  readonly devices: DeviceRepository;
  readonly orgUnits: OrgUnitRepository;
  readonly connections: ConnectionRepository;
  readonly runs: RunRepository;
  readonly commands: CommandRepository;
  readonly history: HistoryReads;
  readonly audit: AuditRepository;
  readonly users: UserRepository;
  readonly invitations: InvitationRepository;
  readonly mails: MailRepository;
  readonly pins: PinRepository;
  readonly access: AccessRepository;
  readonly tickets: TicketRepository;
  readonly certificates: CertificateRepository;
  readonly apple: AppleRepository;
  readonly views: ViewRepository;
  readonly settings: SettingsRepository;
  readonly secrets: SecretRepository;
  readonly leases: LeaseRepository;
  /** Called when another process committed to the same file; returns the remover. */
  onOutsideChange(listener: () => void): () => void;
  /**
   * After a first fill, indexes are made between other work, and until then lists and searches are slower;
   * this makes them at once. Resolves when all are there.
   */
  finishIndexes(): Promise<void>;
  /**
   * Reads the whole file for damage, off the main thread; answers the problems found, none when sound.
   * A file with problems is repaired at the next start.
   */
  checkIntegrity(): Promise<string[]>;
  close(): Promise<void>;
}
