import { createHash } from 'node:crypto';
import type { PinWay } from '../../model/pin.ts';
import { userKey } from '../../model/user.ts';
import type { PortalKit } from './deps.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Turns of a network, whoever it asks for; who gets in gives his back, since a whole class or office may share an address.
 * Those who hold a link or have signed in cannot guess whom to ask for: they have more.
 */
const SIGN_IN = { name: 20, link: 200, windowMs: 10 * MINUTE_MS } as const;
const PIN_REQUESTS = { name: 10, link: 100, windowMs: HOUR_MS } as const;
const PIN_MAILS = { aDay: 3, apartMs: 5 * MINUTE_MS } as const;

/** Wrong passwords that pause nothing: from one network, and from all (NIST SP 800-63B section 5.2.2). */
const PASSWORD_TRIES = { network: 5, everywhere: 100 } as const;
/**
 * Directories lock an account as a rule after five wrong passwords or more, and begin to count anew after half an hour
 * at most without any. Each way has its own, so that strangers cannot spend those of who holds the link.
 */
const DIRECTORY_TRIES = { free: 3, pauseMs: 31 * MINUTE_MS } as const;

/** Takes a turn to sign in; answers until when to wait when they are all taken. */
export async function takeSignInTurn(
  { access, clock }: PortalKit,
  way: PinWay,
  network: string,
): Promise<number | null> {
  const { windowMs } = SIGN_IN;
  const at = clock.now();
  const taken = await access.takeTurn({ key: signInKey(way, network), at, most: SIGN_IN[way], windowMs });
  return taken ? null : at + windowMs;
}

/** Gives the turn back of one who got in. */
export function giveSignInTurnBack({ access }: PortalKit, way: PinWay, network: string): Promise<void> {
  return access.giveTurnBack(signInKey(way, network));
}

function signInKey(way: PinWay, network: string): string {
  return `signin:${way}:${network}`;
}

/** Takes a turn to ask for a PIN; answers until when to wait when they are all taken. */
export async function takeRequestTurn(
  { access, clock }: PortalKit,
  way: PinWay,
  network: string,
): Promise<number | null> {
  const { windowMs } = PIN_REQUESTS;
  const at = clock.now();
  const key = `pin-request:${way}:${network}`;
  return (await access.takeTurn({ key, at, most: PIN_REQUESTS[way], windowMs })) ? null : at + windowMs;
}

/** Takes a turn to have a PIN mailed to a user; each way has its own. */
export async function takeMailTurn({ access, clock }: PortalKit, who: string, way: PinWay): Promise<boolean> {
  const at = clock.now();
  const key = `pin-mail:${who}:${way}`;
  const apart = { key: `${key}:apart`, at, most: 1, windowMs: PIN_MAILS.apartMs };
  return (
    (await access.takeTurn(apart)) &&
    (await access.takeTurn({ key, at, most: PIN_MAILS.aDay, windowMs: DAY_MS }))
  );
}

/** True once an hour: what goes on is recorded that often. */
export function takeTellTurn({ access, clock }: PortalKit, what: string): Promise<boolean> {
  return access.takeTurn({ key: `told:${what}`, at: clock.now(), most: 1, windowMs: HOUR_MS });
}

/** How a try is counted: allowed or not before it is judged, forgotten when it was right. */
export interface Tries {
  allow(): Promise<boolean>;
  forget(): Promise<void>;
}

/** Tries of a password; `who` is a user’s id, or whatever stands for nobody. */
export function passwordTries(kit: PortalKit, who: string, way: PinWay, network: string): Tries {
  const { network: here, everywhere } = PASSWORD_TRIES;
  return bothOf(
    triesOf(kit, `password:${who}:${network}`, here),
    triesOf(kit, `password:${who}:${way}`, everywhere),
  );
}

export function directoryTries(kit: PortalKit, who: string, way: PinWay): Tries {
  return triesOf(kit, `bind:${who}:${way}`, DIRECTORY_TRIES.free, DIRECTORY_TRIES.pauseMs);
}

/** Tries of a PIN nobody has, counted like those of a PIN. */
export function idleTries(kit: PortalKit, who: string, way: PinWay, free: number): Tries {
  return triesOf(kit, `pin:${who}:${way}`, free);
}

/** Stands for a user who is not there: a name as somebody wrote it, or a link. */
export function nobody(text: string): string {
  return `?${createHash('sha256').update(userKey(text)).digest('hex').slice(0, 32)}`;
}

function triesOf({ access, clock }: PortalKit, key: string, free: number, pauseMs?: number): Tries {
  const pause = pauseMs === undefined ? {} : { pauseMs };
  return {
    allow: () => access.tryOut({ key, at: clock.now(), free, ...pause }),
    forget: () => access.forgetTries(key),
  };
}

function bothOf(one: Tries, other: Tries): Tries {
  return {
    allow: async () => (await one.allow()) && (await other.allow()),
    forget: async () => {
      await one.forget();
      await other.forget();
    },
  };
}
