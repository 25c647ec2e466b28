import type {
  AccessRepository,
  CertificateRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
  TicketRepository,
} from './registration-contract.ts';
import type { Prefixed } from './rpc.ts';

type InvitationReadNames = 'window' | 'byIds' | 'openOf' | 'counts' | 'byLink' | 'behind';
type MailReadNames = 'list' | 'standing';
type AccessReadNames = 'password' | 'havePassword' | 'session' | 'hasAccepted';
type TicketReadNames = 'byHash' | 'get' | 'ofUser';
type CertificateReadNames = 'get' | 'revoked';

/** What the reading threads answer of registration. */
export type RegistrationReadCalls = Prefixed<'invitations', Pick<InvitationRepository, InvitationReadNames>> &
  Prefixed<'mails', Pick<MailRepository, MailReadNames>> &
  Prefixed<'pins', Pick<PinRepository, 'active'>> &
  Prefixed<'access', Pick<AccessRepository, AccessReadNames>> &
  Prefixed<'tickets', Pick<TicketRepository, TicketReadNames>> &
  Prefixed<'certificates', Pick<CertificateRepository, CertificateReadNames>>;

/** What the writing thread answers of registration. */
export type RegistrationWriteCalls = Prefixed<
  'invitations',
  Omit<InvitationRepository, InvitationReadNames>
> &
  Prefixed<'mails', Omit<MailRepository, MailReadNames>> &
  Prefixed<'pins', Omit<PinRepository, 'active'>> &
  Prefixed<'access', Omit<AccessRepository, AccessReadNames>> &
  Prefixed<'tickets', Omit<TicketRepository, TicketReadNames>> &
  Prefixed<'certificates', Omit<CertificateRepository, CertificateReadNames>>;
