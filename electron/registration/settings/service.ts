import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { ListenerSettings } from '../../model/listener.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { AskingPlatform } from '../../model/registration-settings.ts';
import type { AuditRepository, SettingsRepository, UserRepository } from '../../store/contract.ts';
import type { AccessRepository, MailRepository } from '../../store/registration-contract.ts';
import type { RegistrationService } from '../contract.ts';

export interface RegistrationDeps {
  settings: SettingsRepository;
  users: Pick<UserRepository, 'get'>;
  access: Pick<AccessRepository, 'setPassword'>;
  mails: Pick<MailRepository, 'enqueue'>;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  clock: Clock;
  random: Random;
  listener(): Promise<ListenerSettings>;
  platforms(): readonly AskingPlatform[];
  mailIsSet(): Promise<boolean>;
  /** Mails were queued. */
  wakeOutbox(): void;
  changed(): void;
}

export function createRegistration(_deps: RegistrationDeps): RegistrationService {
  throw new MusterError('not_available');
}
