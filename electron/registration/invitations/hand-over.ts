import { setImmediate as turn } from 'node:timers/promises';
import { isMusterError, MusterError } from '../../model/errors.ts';
import type { DeskCard, HandedBy, Invitation } from '../../model/invitation.ts';
import { createLanes } from '../../model/lanes.ts';
import type { RegistrationOverview } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import { asksOf } from '../asks.ts';
import { currentLink } from './current-link.ts';
import type { InvitationDeps } from './deps.ts';
import { makePin, validPin } from './make-pin.ts';
import { usersById } from './stretches.ts';

/** Which PINs cards show: where one is needed and none is valid, a new one where one is needed, or none. */
export type WantedPins = 'missing' | 'new' | 'none';

const DAY_MS = 86_400_000;
/** PINs hashed at once: other work has to get at the threads that hash as well. */
const HASHED_AT_ONCE = 2;
/** Codes drawn before the thread is free again. */
const DRAWN_AT_ONCE = 10;

/** An invitation that is handed over, with its user and the text of its link. */
interface Handed {
  invitation: Invitation;
  user: User;
  token: string;
}

/**
 * Cards of these invitations (≤ 1,000), in their order; expired and outdated ones are renewed, drafts count as sent.
 * Those that ended and those whose user is not active are left out.
 */
export async function handOver(
  deps: InvitationDeps,
  invitations: readonly Invitation[],
  by: HandedBy,
  wanted: WantedPins,
): Promise<DeskCard[]> {
  const overview = await deps.registration.overview();
  const handed = await withLinks(deps, overview, invitations);
  await noteHanded(
    deps,
    handed.map(({ invitation }) => invitation),
    by,
  );
  const pins = await pinsFor(deps, overview, handed, wanted);
  const at = { now: deps.clock.now(), urlVersion: overview.urlVersion };
  const fresh = await deps.invitations.byIds(
    handed.map(({ invitation }) => invitation.id),
    at,
  );
  const cards: DeskCard[] = [];
  for (const invitation of fresh) {
    const token = handed.find((each) => each.invitation.id === invitation.id)?.token ?? '';
    const url = linkUrl(overview, token);
    const pin = pins.get(invitation.id) ?? { kind: 'none' };
    cards.push({ invitation, url, goUrl: overview.goUrl ?? '', qr: deps.qr(url), pin });
    if (cards.length % DRAWN_AT_ONCE === 0) await turn();
  }
  return cards;
}

/** Where a link leads, by its text. Throws `listener_no_name`. */
export function linkUrl({ baseUrl }: Pick<RegistrationOverview, 'baseUrl'>, token: string): string {
  if (baseUrl === null) throw new MusterError('listener_no_name', { name: '' });
  return `${baseUrl}/i/${token}`;
}

/** Drafts → sent. */
export async function noteHanded(
  { invitations, clock, draft }: Pick<InvitationDeps, 'invitations' | 'clock' | 'draft'>,
  handed: readonly Invitation[],
  by: HandedBy,
): Promise<void> {
  const [first] = handed;
  if (first === undefined) return;
  const one = handed.length === 1;
  await invitations.move({
    ids: handed.map(({ id }) => id),
    to: 'sent',
    at: clock.now(),
    handedBy: by,
    audit: draft(
      'invitations.handed',
      one ? first.id : null,
      one ? { by, userName: first.userName } : { by, count: handed.length },
    ),
  });
}

async function withLinks(
  deps: InvitationDeps,
  { settings, urlVersion }: RegistrationOverview,
  invitations: readonly Invitation[],
): Promise<Handed[]> {
  const users = await usersById(
    deps,
    invitations.map(({ userId }) => userId),
  );
  const expiresAt = deps.clock.now() + settings.invitationDays * DAY_MS;
  const handed: Handed[] = [];
  for (const invitation of invitations) {
    const user = users.get(invitation.userId);
    if (user?.state !== 'active' || hasEnded(invitation)) continue;
    const until = invitation.state === 'expired' ? expiresAt : invitation.expiresAt;
    const token = await currentLink(deps, invitation, urlVersion, until).catch((error: unknown) => {
      if (isMusterError(error, 'invitation_ended')) return null;
      throw error;
    });
    if (token !== null) handed.push({ invitation, user, token });
  }
  return handed;
}

/** True when nothing brings it back. */
export function hasEnded({ state }: Pick<Invitation, 'state'>): boolean {
  return state === 'used' || state === 'cancelled';
}

async function pinsFor(
  deps: InvitationDeps,
  { settings }: RegistrationOverview,
  handed: readonly Handed[],
  wanted: WantedPins,
): Promise<Map<string, DeskCard['pin']>> {
  const ids = handed.map(({ user }) => user.id);
  const own = new Set(await deps.access.havePassword(ids, deps.clock.now()));
  const pins = new Map<string, DeskCard['pin']>();
  const lane = createLanes(HASHED_AT_ONCE);
  const pinOf = async ({ invitation, user }: Handed): Promise<DeskCard['pin']> => {
    if (!asksOf(settings.mode, user.source, own.has(user.id)).pin) return { kind: 'none' };
    const known = wanted === 'new' ? null : await validPin(deps, user.id);
    if (known !== null) return { kind: 'known', until: known.expiresAt, way: known.way };
    if (wanted === 'none') return { kind: 'needed' };
    const whose = { userId: user.id, userName: user.userName, invitationId: invitation.id };
    return { kind: 'made', ...(await makePin(deps, settings, { ...whose, way: 'shown' })) };
  };
  await Promise.all(handed.map((each) => lane(async () => pins.set(each.invitation.id, await pinOf(each)))));
  return pins;
}
