import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  DEFAULT_REGISTRATION,
  type RegistrationSettings,
} from '../../electron/model/registration-settings.ts';
import type { User } from '../../electron/model/user.ts';
import type { PlatformDoor, PortalService, TicketService } from '../../electron/registration/contract.ts';
import type { PortalDeps, Secrets } from '../../electron/registration/portal/deps.ts';
import { createPortal } from '../../electron/registration/portal/service.ts';
import { tokenHash } from '../../electron/registration/secrets/tokens.ts';
import type { Store, UserRow } from '../../electron/store/contract.ts';
import { auditDraft } from './command-fixtures.ts';
import { T0 } from './store-fixtures.ts';
import { keptHere, put } from './user-fixtures.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const PIN = '40718236';
export const PASSWORD = 'quiet harbour lantern';

/** The portal over a real store, with hashes that cost nothing, a directory that is a map, and a clock that stands. */
export interface PortalBench {
  portal: PortalService;
  tickets: TicketService;
  /** Changed at will by a test. */
  settings: RegistrationSettings;
  urlVersion: number;
  mailIsSet: boolean;
  /** What the directory answers, by user id; a password it does not have is wrong. */
  directory: Map<string, string | 'unreachable'>;
  doors: PlatformDoor[];
  /** What was compared, with anything or with nothing, in order. */
  verified: string[];
  binds: string[];
  slept: number[];
  woken: number;
  now(): number;
  turn(ms: number): void;
  /** A service of another start of the program over the same store. */
  restarted(): PortalService;
}

export function portalBench(store: Store, more: Partial<PortalDeps> = {}): PortalBench {
  let now = T0;
  const bench: Omit<PortalBench, 'portal' | 'tickets'> = {
    settings: DEFAULT_REGISTRATION,
    urlVersion: 1,
    mailIsSet: true,
    directory: new Map(),
    doors: [],
    verified: [],
    binds: [],
    slept: [],
    woken: 0,
    now: () => now,
    turn: (ms) => {
      now += ms;
    },
    restarted: () => createPortal(deps).portal,
  };
  const secrets: Secrets = {
    hash: async (secret) => `kept:${secret}`,
    verify: async (secret, encoded) => {
      bench.verified.push(secret);
      return encoded === `kept:${secret}`;
    },
  };
  const deps: PortalDeps = {
    access: store.access,
    pins: store.pins,
    tickets: store.tickets,
    invitations: store.invitations,
    mails: store.mails,
    users: store.users,
    devices: store.devices,
    registration: {
      kept: { keys: [], read: () => ({ settings: bench.settings, urlVersion: bench.urlVersion }) },
      settings: async () => bench.settings,
      settingsLately: async () => bench.settings,
      overview: async () => ({
        settings: bench.settings,
        urlVersion: bench.urlVersion,
        regeneratedAt: null,
        baseUrl: 'https://mdm.example.org',
        goUrl: 'https://mdm.example.org/go',
        platforms: [],
      }),
    },
    doors: bench.doors,
    qr: (text) => ({ size: 1, path: text }),
    checkDirectory: async (user, password) => {
      bench.binds.push(user.id);
      const answer = bench.directory.get(user.id);
      if (answer === 'unreachable') return answer;
      return answer === password ? 'right' : 'wrong';
    },
    mailIsSet: async () => bench.mailIsSet,
    wakeOutbox: () => {
      bench.woken += 1;
    },
    clock: {
      now: () => now,
      sleep: async (ms) => {
        bench.slept.push(ms);
      },
    },
    random: { bytes: (length) => randomBytes(length), fraction: () => 0, uuid: () => randomUUID() },
    audit: store.audit,
    draft: (userName, deed, object, detail, result = 'done') =>
      auditDraft(deed, { at: now, actor: userName, origin: 'portal', object, detail, result }),
    organisation: () => 'Riverside School',
    changed: () => undefined,
    secrets,
    ...more,
  };
  return Object.assign(bench, createPortal(deps));
}

let count = 0;

/** A network nobody has come from. */
export function nextAddress(): string {
  count += 1;
  return `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`;
}

/** What a user of a test has. */
export interface Having {
  source?: User['source'];
  password?: string;
  temporaryUntil?: number;
  pin?: string;
  pinUntil?: number;
  invited?: boolean;
  more?: Partial<UserRow>;
}

export interface Somebody {
  id: string;
  userName: string;
  /** The text of the link of his invitation. */
  link: string;
  invitationId: string;
}

/** Adds a user whose name nobody has, with all this. */
export async function somebody(store: Store, having: Having = {}): Promise<Somebody> {
  count += 1;
  const userName = `person${count}@example.org`;
  const { source = 'local', password, temporaryUntil, pin, invited, more } = having;
  const user = keptHere(userName, { email: userName, displayName: `Person ${count}`, source, ...more });
  await put(store, user);
  if (password !== undefined) await givePassword(store, user.id, password, temporaryUntil ?? null);
  if (pin !== undefined) await givePin(store, user.id, pin, having.pinUntil);
  const link = createHash('sha256').update(userName).digest('base64url').slice(0, 22);
  const somebody = { id: user.id, userName: user.userName, link, invitationId: `invitation-${user.id}` };
  if (invited === true) await invite(store, user, somebody);
  return somebody;
}

export function givePassword(
  store: Store,
  userId: string,
  text: string,
  until: number | null = null,
): Promise<void> {
  return store.access.setPassword({
    userId,
    password: { hash: `kept:${text}`, temporary: until !== null, setAt: T0, expiresAt: until },
    session: null,
    spends: null,
    audit: null,
  });
}

export async function givePin(
  store: Store,
  userId: string,
  pin: string,
  until = T0 + 3 * DAY,
): Promise<string> {
  const id = randomUUID();
  await store.pins.make({
    pin: { id, userId, invitationId: null, hash: `kept:${pin}`, way: 'mail', madeAt: T0, expiresAt: until },
    audit: null,
  });
  return id;
}

async function invite(store: Store, user: UserRow, { link, invitationId }: Somebody): Promise<void> {
  await store.invitations.create({
    invitations: [
      {
        id: invitationId,
        user,
        linkHash: tokenHash(link),
        linkVersion: 1,
        createdAt: T0,
        createdBy: 'jo',
        expiresAt: T0 + 14 * DAY,
      },
    ],
    mailed: {},
    again: false,
    at: T0,
    audit: auditDraft('invitations.created'),
  });
}
