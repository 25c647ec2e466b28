import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { UserRepository } from '../../store/contract.ts';
import type {
  AccessRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
} from '../../store/registration-contract.ts';
import type { InvitationService, MakeQr, RegistrationService } from '../contract.ts';
import type { Links } from '../links.ts';

export interface InvitationDeps {
  invitations: InvitationRepository;
  mails: MailRepository;
  pins: PinRepository;
  access: Pick<AccessRepository, 'havePassword'>;
  users: Pick<UserRepository, 'get' | 'stream'>;
  registration: Pick<RegistrationService, 'settings' | 'overview'>;
  links: Links;
  qr: MakeQr;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  /** Who invites. */
  actor: string;
  mailIsSet(): Promise<boolean>;
  wakeOutbox(): void;
  changed(): void;
}

export function createInvitations(_deps: InvitationDeps): InvitationService {
  throw new MusterError('not_available');
}
