import { asksOf } from '../asks.ts';
import type { SignInResult } from '../contract.ts';
import type { PortalKit } from './deps.ts';
import { judgePassword, judgePin, type Trier } from './judge.ts';
import { validPassword } from './kept-password.ts';
import { giveSignInTurnBack, nobody, takeSignInTurn } from './limits.ts';
import { networkOf } from './network.ts';
import { notBefore } from './pace.ts';
import { findPerson, type Who, wayOf } from './person.ts';
import { startSession } from './sessions.ts';
import { standingOf } from './standing.ts';

const REFUSED: SignInResult = { kind: 'refused' };

/** See PortalService.signIn. What waits for its turn says nothing of users: turns are a network’s. */
export async function signIn(
  kit: PortalKit,
  input: { who: Who; password: string | null; pin: string | null; address: string },
): Promise<SignInResult> {
  const from = kit.clock.now();
  const network = networkOf(input.address);
  const until = await takeSignInTurn(kit, wayOf(input.who), network);
  if (until !== null) return { kind: 'slow_down', until };
  const result = await judged(kit, { ...input, network });
  if (result.kind === 'refused') await notBefore(kit.clock, from, kit.hesitation.ms);
  else await giveSignInTurnBack(kit, wayOf(input.who), network);
  return result;
}

async function judged(
  kit: PortalKit,
  input: { who: Who; password: string | null; pin: string | null; network: string },
): Promise<SignInResult> {
  const { who, network } = input;
  const settings = await kit.registration.settings();
  const person = await findPerson(kit, who);
  const user = person?.user ?? null;
  const kept = user === null ? null : await validPassword(kit, user.id);
  const asks = asksOf(settings.mode, user?.source ?? 'local', kept !== null);
  const trier: Trier = {
    who: user?.id ?? nobody('link' in who ? who.link : who.userName),
    user,
    way: wayOf(who),
    network,
  };
  const given = input.password === '' ? null : input.password;
  const password = await judgePassword(kit, trier, given, { kept, asks: asks.password });
  const first = asks.password === 'none' || password;
  // Who has proved the password is no stranger who knows a name: his tries of the PIN are counted with the link’s.
  const way = password ? 'link' : trier.way;
  const pin = input.pin === '' ? null : input.pin;
  const pinId = await judgePin(kit, { ...trier, way }, pin, { ...settings, wanted: asks.pin && first });
  const proved = first && (pinId !== null || !asks.pin || (password && pin === null));
  if (person === null || !proved) return REFUSED;
  return await startSession(kit, person, { pinId, password });
}

/** See PortalService.provePin. */
export async function provePin(
  kit: PortalKit,
  token: string,
  { pin, address }: { pin: string; address: string },
): Promise<SignInResult> {
  const from = kit.clock.now();
  const network = networkOf(address);
  const until = await takeSignInTurn(kit, 'link', network);
  if (until !== null) return { kind: 'slow_down', until };
  const standing = await standingOf(kit, token);
  if (standing?.step === 'pin') {
    const { user, session, settings } = standing;
    const trier: Trier = { who: user.id, user, way: 'link', network };
    const pinId = await judgePin(kit, trier, pin, { ...settings, wanted: true });
    if (pinId !== null) {
      await kit.access.proveSession({ hash: session.hash, pinId, expiresAt: session.expiresAt });
      await giveSignInTurnBack(kit, 'link', network);
      return { kind: 'in', token, expiresAt: session.expiresAt };
    }
  }
  await notBefore(kit.clock, from);
  return REFUSED;
}
