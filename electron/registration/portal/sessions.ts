import type { PortalSession } from '../../store/registration-contract.ts';
import type { SignInResult } from '../contract.ts';
import { newToken, tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import type { Person } from './person.ts';

const MINUTE_MS = 60_000;
/** A session ends when it is not used for so long, and in any case after half a day. */
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 12 * 60 * MINUTE_MS;

type Proved = Pick<PortalSession, 'pinId' | 'password'> & { handed?: boolean };

/** Begins a session for who has proved who he is; that an invitation led to it is noted. */
export async function startSession(
  { access, invitations, clock, random, changed }: PortalKit,
  { user, invitationId }: Pick<Person, 'invitationId'> & { user: { id: string } },
  { pinId, password, handed = false }: Proved,
): Promise<SignInResult> {
  const createdAt = clock.now();
  const token = newToken(random);
  const expiresAt = createdAt + IDLE_MS;
  const hash = tokenHash(token);
  await access.startSession({
    hash,
    userId: user.id,
    invitationId,
    pinId,
    password,
    handed,
    createdAt,
    expiresAt,
  });
  if (invitationId !== null) {
    await invitations.begin({ id: invitationId, at: createdAt });
    changed();
  }
  return { kind: 'in', token, expiresAt };
}

/** True for a session that would last longer than any can: it began before the clock was set back. */
export function isFromBefore({ expiresAt }: Pick<PortalSession, 'expiresAt'>, now: number): boolean {
  return expiresAt - now > LONGEST_MS;
}

/** Prolongs a session that is in use, once a minute at most: each time is a write to the disk. */
export async function prolong(
  { access, clock }: PortalKit,
  { hash, createdAt, expiresAt }: PortalSession,
): Promise<void> {
  const until = Math.min(clock.now() + IDLE_MS, createdAt + LONGEST_MS);
  if (until - expiresAt >= MINUTE_MS) await access.proveSession({ hash, expiresAt: until });
}
