import type {
  DeskCard,
  Invitation,
  InvitationCounts,
  InvitationQuery,
  InviteInput,
  InviteResult,
  Qr,
} from '../model/invitation.ts';
import type { MailJob, MailJobState } from '../model/mail-job.ts';
import type {
  AskingPlatform,
  RegistrationMode,
  RegistrationOverview,
  RegistrationSettings,
  TemporaryPassword,
} from '../model/registration-settings.ts';
import type { Ticket } from '../model/ticket.ts';
import type {
  ImportResult,
  ImportStanding,
  User,
  UserDraft,
  UserListPreview,
  UserListRow,
  UserQuery,
} from '../model/user.ts';
import type { UserDirectory } from '../model/user-directory.ts';

export type { UserDirectory, UserReading } from '../model/user-directory.ts';

/** The people of a workspace. */
export interface UserService {
  window(query: UserQuery): Promise<{ rows: User[]; total: number }>;
  get(id: string): Promise<User | null>;
  /** Throws `user_name_taken`. */
  add(draft: UserDraft): Promise<User>;
  /** Of an imported user only language and notes are taken. Throws `not_found`, `user_name_taken`. */
  change(id: string, draft: UserDraft): Promise<User>;
  /** Answers what was removed, so that it can be put back. */
  remove(ids: readonly string[]): Promise<User[]>;
  /** Puts removed users back. Throws `user_name_taken` when a name was given away meanwhile; then none is. */
  restore(users: readonly User[]): Promise<void>;
  /** Reads and judges a CSV. Throws `list_unreadable`. */
  preview(text: string): Promise<UserListPreview>;
  /** Throws `review_gone`. */
  previewRows(input: {
    previewId: string;
    kinds: readonly UserListRow['kind'][];
    offset: number;
    limit: number;
  }): Promise<{ rows: UserListRow[]; total: number }>;
  /**
   * Keeps what a preview has shown, all in one transaction. Faulty lines are left out only when told so, else
   * `user_list_faulty`. Throws `review_gone`, also when users changed so that a line would mean something else.
   */
  importList(previewId: string, leaveOutFaulty: boolean): Promise<ImportResult>;
  /**
   * Reads a directory to its end, then keeps it in one transaction; cancelled or failed it changes nothing.
   * `acceptShrink` lets more than half of the source’s users go, which is held otherwise. Throws what the directory
   * throws, `import_running` while the same source is being read, `ldap_not_set`, `connection_not_found`.
   */
  importFrom(
    input: { source: UserDirectory['source']; acceptShrink: boolean },
    onProgress: (seen: number) => void,
    signal: AbortSignal,
  ): Promise<ImportResult>;
  /** The newest import of each source. */
  imports(): Promise<ImportStanding[]>;
}

/** What an admin decides about registration, and its URL. */
export interface RegistrationService {
  overview(): Promise<RegistrationOverview>;
  settings(): Promise<RegistrationSettings>;
  /**
   * The settings for a page that strangers may ask for as often as they like, and that decides nothing: one reading serves
   * all who ask within a quarter of a second, unless they are saved here meanwhile.
   */
  settingsLately(): Promise<RegistrationSettings>;
  /** For a reading of the store that takes settings and URL along: their keys, and what the texts under them say. */
  readonly kept: {
    readonly keys: readonly string[];
    read(texts: readonly (string | null)[]): { settings: RegistrationSettings; urlVersion: number };
  };
  /** Throws `bad_input` naming the field. */
  save(settings: RegistrationSettings): Promise<RegistrationOverview>;
  /** Makes all links made so far explain themselves; invitations stay, and get new links when they are sent again. */
  regenerate(): Promise<RegistrationOverview>;
  /** Gives a user a password to be changed at the first sign-in; mailed, or shown once. Throws `not_found`, `user_no_address`, `mail_not_set`, `password_elsewhere` (LDAP). */
  givePassword(input: { userId: string; mail: boolean }): Promise<TemporaryPassword>;
}

/** Invitations as the admin handles them. Throws what the vault throws where links or PINs are made. */
export interface InvitationService {
  window(query: InvitationQuery): Promise<{ rows: Invitation[]; total: number }>;
  get(id: string): Promise<Invitation | null>;
  counts(): Promise<InvitationCounts>;
  /** `mail_not_set` when mail is wanted and none is set up; `listener_no_name` while links would lead nowhere but to this machine and `mail` is wanted. Cancelled, what was made so far stays. */
  create(
    input: InviteInput,
    onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<InviteResult>;
  /** Mails open and expired ones (again): new life, the same link unless it is outdated. */
  send(
    ids: readonly string[],
  ): Promise<{ queued: number; waiting: number; noAddress: number; ended: number }>;
  /** How many were cancelled. */
  cancel(ids: readonly string[]): Promise<number>;
  /** The link, to be handed over otherwise: a draft counts as sent. Throws `not_found`, `invitation_ended`. */
  link(id: string): Promise<{ url: string }>;
  /** Makes a PIN and shows it, once; an earlier one is replaced. Throws `not_found`, `invitation_ended`, `pin_not_needed`. */
  newPin(id: string): Promise<{ pin: string; until: number }>;
  /**
   * Everything for the person at the desk; a PIN is made where one is needed and none is valid. A draft counts as
   * sent, an outdated or expired one is renewed. Throws `not_found`, `invitation_ended`.
   */
  desk(id: string): Promise<DeskCard>;
  /** Cards to print, in the order of the ids; `pins` makes new ones. Drafts count as sent. */
  cards(ids: readonly string[], pins: boolean): Promise<DeskCard[]>;
  /** Mails on their way. */
  mails(input: {
    states?: MailJobState[];
    offset: number;
    limit: number;
  }): Promise<{ rows: MailJob[]; total: number }>;
  cancelMails(ids: readonly string[]): Promise<number>;
  /** Everything that waits is tried now. */
  hurryMails(): Promise<void>;
}

/** The square modules of a QR code. */
export type MakeQr = (text: string) => Qr;

/** What a link leads to. Its holder is no stranger: he is told what happened, and the next step. */
export type LinkFate =
  | {
      kind: 'open';
      /** The user’s name, for the greeting. */
      name: string;
      asks: Asks;
      until: number;
    }
  | { kind: 'unknown' | 'outdated' | 'expired' | 'used' | 'cancelled' };

/** What a page asks for. `directory`: the password is the one of the organisation’s network. */
export interface Asks {
  pin: boolean;
  password: 'none' | 'own' | 'directory';
}

/** One uniform refusal, whatever was wrong, known or unknown; `slow_down` when this address must wait, whoever it asks for. */
export type SignInResult =
  | { kind: 'in'; token: string; expiresAt: number }
  | { kind: 'refused' }
  | { kind: 'slow_down'; until: number };

/** Where a signed-in browser stands: the first thing not done yet. */
export interface Visit {
  user: {
    id: string;
    name: string;
    userName: string;
    email: string | null;
    /** The language this user is written to in; null: as the browser asks. */
    language: 'en' | 'fr' | null;
  };
  /** The password this user has; `none` also where the mode asks for none. */
  password: Asks['password'];
  step: 'pin' | 'password' | 'terms' | 'device';
  /** The terms to accept, at that step. */
  terms: string | null;
  invited: boolean;
}

/** A device of the user as the self-service page shows it. Times are ms UTC. */
export interface OwnDevice {
  name: string;
  model: string | null;
  serial: string | null;
  platform: string;
  state: string;
  lastSeenAt: number | null;
}

/** The registration pages’ side of the service. Every method is safe to be asked by strangers. */
export interface PortalService {
  /** What the sign-in page offers. */
  entrance(): Promise<{ organisation: string; mode: RegistrationMode; passwordLength: number }>;
  /** Opening it is noted. */
  openLink(token: string): Promise<LinkFate>;
  /**
   * Signs in by user name or by link. Unknown, expired and wrong take as long and sound the same. `address` is the
   * client’s network address.
   */
  signIn(input: {
    who: { userName: string } | { link: string };
    password: string | null;
    pin: string | null;
    address: string;
  }): Promise<SignInResult>;
  /**
   * A new PIN by mail, if there is such a user with an address and mail is set up. Says nothing of whether there is: only
   * until when (ms UTC) this address must wait, whoever it asks for; null when it need not.
   */
  requestPin(input: {
    who: { userName: string } | { link: string };
    address: string;
  }): Promise<number | null>;
  /** Null when not signed in (any more). */
  visit(session: string, language: 'en' | 'fr'): Promise<Visit | null>;
  /** Proves the PIN as well, in a session begun by password. */
  provePin(session: string, pin: string, address: string): Promise<SignInResult>;
  /**
   * `current` is wanted when there is one that is not temporary: `bad_input` of that field when it is wrong, or its tries
   * are spent. Throws `not_signed_in`, `password_weak` (details: least; reason: short, personal, common),
   * `password_elsewhere` (of the directory, or the mode asks for none), `pin_spent`, and `not_ready` before the PIN.
   */
  setPassword(session: string, input: { password: string; current: string | null }): Promise<void>;
  /** Accepts the text that was shown; one that is no longer current changes nothing. Throws `not_signed_in`. */
  acceptTerms(session: string, terms: string): Promise<void>;
  /** Throws `not_signed_in`. */
  devices(session: string): Promise<OwnDevice[]>;
  /**
   * A link for another device of this user, for a few minutes and one device; spends the PIN. What was proved here counts
   * there as well. Throws `not_signed_in`, `pin_spent`, and `not_ready` before all steps are done, while devices have no
   * address to come to, and in a session that was handed over itself.
   */
  handover(session: string): Promise<{ url: string; qr: Qr; until: number }>;
  /** Whose it is, without using it up. Null when it is of no use. */
  lookAtHandover(token: string): Promise<{ name: string } | null>;
  /** Uses it up: signs the device in. */
  takeHandover(token: string, device: string): Promise<SignInResult>;
  /**
   * Begins the registration of the device that asks; spends the PIN. Throws `not_signed_in`, `not_ready` before all steps
   * are done, `pin_spent`, `device_limit`, `platform_not_ready`.
   */
  begin(session: string, platform: AskingPlatform): Promise<{ url: string }>;
  /** Platforms that can be registered now. */
  ready(): readonly AskingPlatform[];
  signOut(session: string): Promise<void>;
}

/** A platform behind the door. Its routes are given to the listener; here is what registration needs of it. */
export interface PlatformDoor {
  readonly name: string;
  readonly platforms: readonly AskingPlatform[];
  ready(): boolean;
  /** Where a browser goes with a fresh ticket, as a path at the listener. */
  begin(ticket: Ticket, token: string): string;
}

/** What a platform’s room may do with tickets. */
export interface TicketService {
  /** See TicketRepository.redeem. Throws `ticket_gone`. */
  redeem(token: string, device: string): Promise<{ ticket: Ticket; again: boolean }>;
  complete(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
}
