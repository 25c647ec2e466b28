import type { AuditDraft } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { User } from '../../model/user.ts';
import type { AuditRepository, DeviceReads, UserRepository } from '../../store/contract.ts';
import type {
  AccessRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
  TicketRepository,
} from '../../store/registration-contract.ts';
import type { MakeQr, PlatformDoor, RegistrationService } from '../contract.ts';
import type { hashSecret, verifySecret } from '../secrets/scrypt.ts';
import type { Hesitation } from './pace.ts';

export interface PortalDeps {
  access: AccessRepository;
  pins: PinRepository;
  tickets: TicketRepository;
  invitations: InvitationRepository;
  mails: Pick<MailRepository, 'enqueue'>;
  users: Pick<UserRepository, 'get' | 'byUserNames' | 'byEmails'>;
  devices: Pick<DeviceReads, 'window'>;
  registration: Pick<RegistrationService, 'settings' | 'settingsLately' | 'overview' | 'kept'>;
  doors: readonly PlatformDoor[];
  qr: MakeQr;
  /** Asks the directory a user comes from. Never asked more often than its own lock-out allows. */
  checkDirectory(user: User, password: string): Promise<'right' | 'wrong' | 'unreachable'>;
  mailIsSet(): Promise<boolean>;
  wakeOutbox(): void;
  clock: Clock;
  random: Random;
  audit: Pick<AuditRepository, 'append'>;
  /** A deed of a user at the portal. */
  draft(
    userName: string,
    deed: AuditDraft['deed'],
    object: string | null,
    detail: AuditDraft['detail'],
    result?: string,
  ): AuditDraft;
  organisation(): string;
  changed(): void;
  /** How PINs and passwords are hashed; scrypt unless told otherwise. */
  secrets?: Secrets;
}

export interface Secrets {
  hash: typeof hashSecret;
  verify: typeof verifySecret;
}

/** What the pieces of the portal work with. */
export type PortalKit = PortalDeps & { secrets: Secrets; hesitation: Hesitation };
