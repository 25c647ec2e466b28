import type { DraftDeed } from '../../model/audit.ts';
import type { MailOutcome, OutgoingMail } from '../../model/mail-job.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { LeaseRepository } from '../../store/contract.ts';
import type {
  AccessRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
} from '../../store/registration-contract.ts';
import type { RegistrationService } from '../contract.ts';
import type { Links } from '../links.ts';

/** What the outbox is made of. */
export interface OutboxDeps {
  mails: MailRepository;
  invitations: Pick<InvitationRepository, 'byLink' | 'renew'>;
  pins: Pick<PinRepository, 'make' | 'active'>;
  access: Pick<AccessRepository, 'setPassword' | 'havePassword'>;
  leases: LeaseRepository;
  registration: Pick<RegistrationService, 'settings' | 'overview'>;
  links: Links;
  deliver(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
  /** Mails a minute; null when no server is set up. */
  pace(): Promise<number | null>;
  clock: Clock;
  random: Random;
  pid: number;
  draft: DraftDeed;
  organisation(): string;
  /** The language of users of whom none is known. */
  language(): 'en' | 'fr';
  changed(): void;
  log(message: string): void;
}
