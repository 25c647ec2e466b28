import { MusterError } from '../../model/errors.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import type { KeptPassword, PortalSession } from '../../store/registration-contract.ts';
import { asksOf } from '../asks.ts';
import type { Asks, Visit } from '../contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import { validPassword } from './kept-password.ts';
import { isFromBefore } from './sessions.ts';
import { termsKey } from './terms.ts';

/** Where a session stands, by what is kept and set now. */
export interface Standing {
  session: PortalSession;
  user: User;
  settings: RegistrationSettings;
  asks: Asks;
  kept: KeptPassword | null;
  step: Visit['step'];
}

/** Null when the session is over, or what was proved in it is no longer what is asked for. */
export async function standingOf(kit: PortalKit, token: string): Promise<Standing | null> {
  const now = kit.clock.now();
  const found = await kit.access.session(tokenHash(token), now);
  if (found === null || isFromBefore(found.session, now)) return null;
  const { session, user } = found;
  const settings = await kit.registration.settings();
  const kept = await validPassword(kit, user.id);
  const asks = asksOf(settings.mode, user.source, kept !== null);
  const facts = { session, user, settings, asks, kept };
  if (!isWorth(facts)) return null;
  return { ...facts, step: await stepOf(kit, facts) };
}

/** The same for deeds: throws `not_signed_in`. */
export async function needStanding(kit: PortalKit, token: string): Promise<Standing> {
  const standing = await standingOf(kit, token);
  if (standing === null) throw new MusterError('not_signed_in');
  return standing;
}

/** The same for deeds that want all steps done: throws `not_signed_in`, `not_ready`. */
export async function needReady(kit: PortalKit, token: string): Promise<Standing> {
  const standing = await needStanding(kit, token);
  if (standing.step !== 'device') throw new MusterError('not_ready');
  return standing;
}

/**
 * A password the user was given meanwhile, or is asked for by another mode now, was not proved in an older session. One
 * that was handed over began after every step: when the password is gone, so is what it stands for.
 */
function isWorth({ session, settings, user, asks, kept }: Omit<Standing, 'step'>): boolean {
  if (session.handed) return !hasOwnPassword(settings, user) || kept?.temporary === false;
  return asks.password === 'none' || session.password;
}

function hasOwnPassword({ mode }: RegistrationSettings, { source }: User): boolean {
  return mode !== 'pin' && source !== 'ldap';
}

async function stepOf(
  { access }: PortalKit,
  { session, user, settings, asks, kept }: Omit<Standing, 'step'>,
): Promise<Visit['step']> {
  if (asks.pin && session.pinId === null && !session.handed) return 'pin';
  if (hasOwnPassword(settings, user) && (kept === null || kept.temporary)) return 'password';
  const terms = termsKey(settings.terms);
  if (terms !== null && !(await access.hasAccepted(user.id, terms))) return 'terms';
  return 'device';
}
