import { z } from 'zod';
import { checkIn, dictOf } from './http.ts';
import { enrollmentOf, type Inside, newPush } from './inside.ts';
import { BOOTSTRAP, PER_USER } from './management.ts';
import { userTokenUpdate } from './messages.ts';
import { optional } from './profile.ts';
import { type Enrollment, emptyChannel, type UserState } from './state.ts';
import { DeviceTrouble, isTrouble } from './trouble.ts';

/** A user of a Mac. `local`: who enrolled it, whom the server need not be asked about. */
export interface MacUser {
  readonly guid: string;
  readonly shortName: string;
  readonly longName: string;
  readonly kind?: 'local' | 'directory';
}

/** What a server says to a user: 410 or an empty AuthToken turns him down, for this session. */
export type SignedIn = 'managed' | 'declined';

/** A user signs in at a Mac (Apple, UserAuthenticate and TokenUpdate of the user channel). Throws `not_enrolled`, and what requests throw. */
export async function signIn(inside: Inside, who: MacUser): Promise<SignedIn> {
  const enrollment = enrollmentOf(inside, 'UserAuthenticate');
  const { state } = inside;
  if (state.hardware.kind !== 'mac' || !enrollment.capabilities.includes(PER_USER)) {
    throw new DeviceTrouble('not_enrolled', 'UserAuthenticate', 'there is no channel for users');
  }
  const user = accountOf(inside, who, enrollment.topic);
  try {
    if (who.kind !== 'local') user.authToken = await authenticateUser(inside, enrollment, user);
    const told = userTokenUpdate(state, user, enrollment.topic);
    await checkIn(inside, enrollment, 'user:TokenUpdate', told);
  } catch (error) {
    if (!isTrouble(error, 'declined')) throw error;
    user.managed = false;
    return 'declined';
  }
  user.managed = true;
  if (enrollment.capabilities.includes(BOOTSTRAP) && state.bootstrapToken === null) {
    await setBootstrapToken(inside, inside.random.bytes(48));
  }
  return 'managed';
}

function accountOf(inside: Inside, who: MacUser, topic: string): UserState {
  const { state } = inside;
  const known = state.users.find(({ guid }) => guid === who.guid);
  if (known !== undefined) return known;
  const made: UserState = {
    guid: who.guid,
    shortName: who.shortName,
    longName: who.longName,
    push: newPush(inside, topic),
    managed: false,
    authToken: null,
    profiles: [],
    channel: emptyChannel(),
  };
  state.users.push(made);
  return made;
}

/** The token of this session, or null where none was given. Throws `declined`. */
async function authenticateUser(
  inside: Inside,
  enrollment: Enrollment,
  { guid }: UserState,
): Promise<string | null> {
  const message = { MessageType: 'UserAuthenticate', UDID: inside.state.hardware.udid, UserID: guid };
  const step = 'UserAuthenticate';
  const first = dictOf(step, await checkIn(inside, enrollment, step, message));
  const challenge = first === null ? '' : (optional(first, 'DigestChallenge') ?? '');
  if (challenge === '') return null;
  const DigestResponse = `Digest username="${guid}", response="${'0'.repeat(32)}"`;
  const second = dictOf(step, await checkIn(inside, enrollment, step, { ...message, DigestResponse }));
  const token = second === null ? '' : (optional(second, 'AuthToken') ?? '');
  if (token === '') throw new DeviceTrouble('declined', step, 'the server does not know this user');
  return token;
}

/** Leaves the bootstrap token with the server; null takes it back (Apple, mdm/checkin/setbootstraptoken). */
export async function setBootstrapToken(inside: Inside, token: Uint8Array | null): Promise<void> {
  const enrollment = enrollmentOf(inside, 'SetBootstrapToken');
  await checkIn(inside, enrollment, 'SetBootstrapToken', {
    MessageType: 'SetBootstrapToken',
    UDID: inside.state.hardware.udid,
    AwaitingConfiguration: false,
    ...(token === null ? {} : { BootstrapToken: token }),
  });
  inside.state.bootstrapToken = token === null ? null : Buffer.from(token).toString('base64');
}

/** Asks for the bootstrap token; null when the server has none. */
export async function getBootstrapToken(inside: Inside): Promise<Uint8Array | null> {
  const step = 'GetBootstrapToken';
  const message = { MessageType: step, UDID: inside.state.hardware.udid };
  const answer = dictOf(step, await checkIn(inside, enrollmentOf(inside, step), step, message));
  return z
    .instanceof(Uint8Array)
    .nullable()
    .catch(null)
    .parse(answer?.BootstrapToken ?? null);
}

/** Asks for a token of a service (Apple, mdm/checkin/gettoken). Throws `answer` when none is in the answer. */
export async function getToken(inside: Inside, service: string): Promise<Uint8Array> {
  const step = 'GetToken';
  const message = { MessageType: step, UDID: inside.state.hardware.udid, TokenServiceType: service };
  const answer = dictOf(step, await checkIn(inside, enrollmentOf(inside, step), step, message));
  if (answer?.TokenData instanceof Uint8Array) return answer.TokenData;
  throw new DeviceTrouble('answer', step, 'no TokenData');
}
