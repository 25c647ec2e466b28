import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Recorder } from './audit/recorder.ts';
import type { LdapService } from './connections/ldap/service.ts';
import type { MailService } from './connections/mail/contract.ts';
import { createMailService } from './connections/mail/service.ts';
import { trustedHere } from './connections/trust.ts';
import type { ConsoleOptions } from './console.ts';
import type { DemoService } from './demo/service.ts';
import type { ConsoleEvents } from './events.ts';
import { createRegistrationClock, type RegistrationClock } from './jobs/registration-clock.ts';
import type { ListenerService, Preflight } from './listener/contract.ts';
import { createPortalRoom } from './listener/portal/room.ts';
import { createPreflight } from './listener/preflight/preflight.ts';
import { createListener } from './listener/service.ts';
import { createMdmParts, type MdmParts } from './mdm-parts.ts';
import type { AuditDraft } from './model/audit.ts';
import { isLoopbackHost } from './model/listener.ts';
import type { PkiService } from './pki/contract.ts';
import { createPki } from './pki/service.ts';
import type {
  InvitationService,
  PortalService,
  RegistrationService,
  TicketService,
} from './registration/contract.ts';
import { createInvitations } from './registration/invitations/service.ts';
import { createLinks } from './registration/links.ts';
import { createOutbox, type Outbox } from './registration/outbox/outbox.ts';
import { createPortal } from './registration/portal/service.ts';
import { createQrs, makeQr } from './registration/qr.ts';
import { createRegistration } from './registration/settings/service.ts';
import type { Store } from './store/contract.ts';
import type { Vault } from './vault/vault.ts';

/** Everything from an invitation to the door it leads to. */
export interface RegistrationParts {
  readonly pki: PkiService;
  readonly mail: MailService;
  readonly registration: RegistrationService;
  readonly invitations: InvitationService;
  readonly portal: PortalService;
  readonly tickets: TicketService;
  readonly outbox: Outbox;
  readonly listener: ListenerService;
  readonly preflight: Preflight;
  readonly mdm: MdmParts;
  /** After sleep, with the network back, or with the vault unlocked: what waits is looked at. */
  wake(): void;
  close(): Promise<void>;
}

export interface RegistrationPartsDeps {
  /** The workspace’s folder. */
  folder: string;
  organisation(): string;
  demo: DemoService | null;
  workspaceId: string;
  /** Orders to devices moved: the command centre looks. */
  moved(): void;
  store: Store;
  vault: Vault;
  ldap: LdapService;
  recorder: Recorder;
  options: ConsoleOptions;
  events: ConsoleEvents;
  /** A server whose Date header can be believed. */
  timeSource(): Promise<string>;
}

/** Builds the services of registration; in a program that serves, those that work by themselves begin. */
export function createRegistrationParts(deps: RegistrationPartsDeps): RegistrationParts {
  const { store, vault, options } = deps;
  const { clock, random } = options;
  const told = tellers(deps);
  const base = { clock, random, draft: deps.recorder.draft, audit: store.audit, settings: store.settings };
  const mailIsSet = async (): Promise<boolean> => (await mail.pace()) !== null;
  const links = createLinks({ vault, random });
  const qr = createQrs();

  const pki = createPki({
    ...base,
    vault,
    certificates: store.certificates,
    organisation: deps.organisation,
    changed: told.listener,
  });
  const mail: MailService = createMailService({
    ...base,
    vault,
    fetch: options.fetch,
    mails: store.mails,
    organisation: deps.organisation,
    trouble: () => outbox.trouble(),
    changed: () => {
      outbox.wake();
      told.mail();
    },
  });
  const registration: RegistrationService = createRegistration({
    ...base,
    users: store.users,
    access: store.access,
    mails: store.mails,
    listener: () => listener.settings(),
    platforms: () => portal.ready(),
    mailIsSet,
    wakeOutbox: () => outbox.wake(),
    changed: told.registration,
  });
  const outbox: Outbox = createOutbox({
    ...base,
    ...storeParts(store),
    leases: store.leases,
    registration,
    links,
    deliver: mail.deliver,
    pace: mail.pace,
    pid: process.pid,
    organisation: deps.organisation,
    language: () => options.words().language,
    changed: told.invitations,
    log: options.log,
  });
  const invitations = createInvitations({
    ...base,
    ...storeParts(store),
    users: store.users,
    registration,
    links,
    qr: makeQr,
    actor: options.who.actor,
    demo: deps.demo !== null,
    mailIsSet,
    wakeOutbox: () => outbox.wake(),
    changed: told.invitations,
  });
  const mdm: MdmParts = createMdmParts({
    ...deps,
    pki,
    portal: () => portal,
    tickets: { redeem: (token, device) => tickets.redeem(token, device) },
    ticketMinutes: async () => (await registration.settings()).ticketMinutes,
    listener: () => listener,
    draft: listenerDraft(deps.recorder, 'device'),
    registered: told.invitations,
  });
  const { portal, tickets } = createPortal({
    ...base,
    ...storeParts(store),
    tickets: store.tickets,
    users: store.users,
    devices: store.devices,
    registration,
    doors: [mdm.doorway],
    qr,
    checkDirectory: (user, password) => deps.ldap.verify(user, password, AbortSignal.timeout(DIRECTORY_MS)),
    mailIsSet,
    wakeOutbox: () => outbox.wake(),
    draft: listenerDraft(deps.recorder, 'portal'),
    organisation: deps.organisation,
    changed: told.invitations,
  });
  const listener: ListenerService = createListener({
    ...base,
    leases: store.leases,
    pki,
    rooms: [
      createPortalRoom({ portal, pki, baseUrl: () => listener.baseUrl(), qr, clock, random }),
      mdm.room,
    ],
    interfaces: networkInterfaces,
    pid: process.pid,
    logFile: join(deps.folder, 'listener.log'),
    listens: options.serves(),
    changed: told.listener,
    traffic: () => deps.events.emit('listener.traffic', null),
    log: options.log,
  });
  const preflight = createPreflight({
    listener,
    pki,
    tryMail: (signal) => tryMail(mail, signal),
    lookup: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
    roots: trustedHere,
    timeSource: deps.timeSource,
    fetch: options.fetch,
    clock,
    changed: () => deps.events.emit('listener.changed', null),
  });
  const byClock = registrationClock(deps, { registration, mail, listener, outbox, mdm, told });
  if (options.serves()) {
    listener.start();
    outbox.start();
    byClock.start();
    mdm.start();
  }
  return {
    pki,
    mail,
    registration,
    invitations,
    portal,
    tickets,
    outbox,
    listener,
    preflight,
    mdm,
    wake: () => {
      listener.wake();
      mdm.wake();
      outbox.wake();
      byClock.wake();
    },
    close: async () => {
      await listener.close();
      await byClock.stop();
      await outbox.close();
      await mdm.close();
    },
  };
}

/** A directory that does not answer within this is out of reach. */
const DIRECTORY_MS = 10_000;

function storeParts({ invitations, mails, pins, access }: Store) {
  return { invitations, mails, pins, access };
}

/** Who hears of what. */
function tellers({ events }: RegistrationPartsDeps) {
  const tell =
    (...names: ('invitations' | 'mail' | 'registration' | 'listener')[]) =>
    (): void => {
      for (const name of names) events.emit(`${name}.changed`, null);
      events.emit('audit.changed', null);
    };
  return {
    invitations: tell('invitations', 'mail'),
    mail: tell('mail', 'invitations'),
    registration: tell('registration', 'invitations'),
    listener: tell('listener', 'registration'),
  };
}

/** At the listener the deed is the user’s or his device’s, whoever’s console it runs on. */
function listenerDraft({ draft }: Recorder, origin: 'portal' | 'device') {
  return (
    userName: string,
    deed: AuditDraft['deed'],
    object: string | null,
    detail: AuditDraft['detail'],
    result?: string,
  ): AuditDraft => ({
    ...draft(deed, object, detail, result),
    actor: userName,
    account: null,
    origin,
  });
}

async function tryMail(
  mail: MailService,
  signal: AbortSignal,
): Promise<{ host: string; secured: boolean } | null> {
  const overview = await mail.overview();
  if (overview === null) return null;
  const { connection } = overview;
  const { secured } = await mail.test({ connection, secrets: {}, to: null, language: 'en' }, signal);
  return { host: connection.host, secured };
}

function registrationClock(
  { store, options, demo }: RegistrationPartsDeps,
  parts: Pick<RegistrationParts, 'registration' | 'mail' | 'listener' | 'outbox' | 'mdm'> & {
    told: ReturnType<typeof tellers>;
  },
): RegistrationClock {
  const { registration, mail, listener, outbox, mdm, told } = parts;
  return createRegistrationClock({
    invitations: store.invitations,
    access: store.access,
    settings: registration.settings,
    mayRemind: async () =>
      (await mail.pace()) !== null &&
      (demo !== null || !isLoopbackHost((await listener.settings()).publicName)),
    certificates: () => (listener.on ? listener.certificateChanged() : Promise.resolve()),
    clock: options.clock,
    reminded: () => {
      outbox.wake();
      told.invitations();
    },
    expired: told.invitations,
    devices: mdm.apple.tend,
    log: options.log,
  });
}
