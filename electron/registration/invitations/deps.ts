import type { DraftDeed } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { UserRepository } from '../../store/contract.ts';
import type {
  AccessRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
} from '../../store/registration-contract.ts';
import type { MakeQr, RegistrationService } from '../contract.ts';
import type { Links } from '../links.ts';

/** What the service of invitations is made of. */
export interface InvitationDeps {
  invitations: InvitationRepository;
  mails: MailRepository;
  pins: PinRepository;
  access: Pick<AccessRepository, 'havePassword'>;
  users: Pick<UserRepository, 'get' | 'stream' | 'window'>;
  registration: Pick<RegistrationService, 'settings' | 'overview'>;
  links: Links;
  qr: MakeQr;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  /** Who invites. */
  actor: string;
  /** True for the demo organisation. */
  demo: boolean;
  mailIsSet(): Promise<boolean>;
  wakeOutbox(): void;
  changed(): void;
}
