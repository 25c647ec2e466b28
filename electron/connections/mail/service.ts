import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { MailOverview } from '../../model/mail.ts';
import type { Clock } from '../../model/ports.ts';
import type { AuditRepository, SettingsRepository } from '../../store/contract.ts';
import type { MailRepository } from '../../store/registration-contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { MailService } from './contract.ts';

export interface MailDeps {
  settings: SettingsRepository;
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  mails: Pick<MailRepository, 'standing' | 'hurry'>;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  clock: Clock;
  organisation(): string;
  /** Why mails wait at the moment: what the outbox met last. */
  trouble(): MailOverview['trouble'];
  /** Settings or templates changed, and what waits may go out. */
  changed(): void;
}

export function createMailService(_deps: MailDeps): MailService {
  throw new MusterError('not_available');
}
