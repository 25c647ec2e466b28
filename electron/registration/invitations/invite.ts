import { setImmediate as turn } from 'node:timers/promises';
import { MusterError } from '../../model/errors.ts';
import type { InviteInput, InviteResult } from '../../model/invitation.ts';
import type { User } from '../../model/user.ts';
import type { NewInvitation } from '../../store/registration-contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { InvitationDeps } from './deps.ts';
import { assertMailable } from './mailable.ts';
import { countUsers, stretchesOf, usersById, usersOf } from './stretches.ts';

/** Ids that an answer has room for. */
const MOST_IDS = 10_000;
const DAY_MS = 86_400_000;

/** Invitations made before the thread is free again, so that it is never held for a frame. */
const MADE_AT_ONCE = 50;

/** Some of those to invite: `asked` of them were named, these users are there. */
interface Stretch {
  asked: number;
  users: User[];
}

/** See InvitationService.create. */
export async function invite(
  deps: InvitationDeps,
  input: InviteInput,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<InviteResult> {
  if (input.send === 'mail') await assertMailable(deps);
  const result: InviteResult = { ids: [], created: 0, already: 0, notActive: 0, noAddress: 0 };
  const { of, stretches } = await whom(deps, input.users, signal);
  // One moment for all of them: newest first keeps the order of the users.
  const at = deps.clock.now();
  let done = 0;
  onProgress(done, of);
  for await (const stretch of stretches) {
    if (signal.aborted) throw new MusterError('cancelled');
    await inviteSome(deps, input, stretch, result, at);
    done += stretch.asked;
    onProgress(done, of);
  }
  return result;
}

async function whom(
  deps: InvitationDeps,
  users: InviteInput['users'],
  signal: AbortSignal,
): Promise<{ of: number; stretches: AsyncIterable<Stretch> }> {
  if ('ids' in users) {
    const ids = [...new Set(users.ids)];
    return { of: ids.length, stretches: byId(deps, ids) };
  }
  return { of: await countUsers(deps, users.filter), stretches: byFilter(deps, users.filter, signal) };
}

async function* byId(deps: InvitationDeps, ids: readonly string[]): AsyncGenerator<Stretch> {
  for (const some of stretchesOf(ids)) {
    const known = await usersById(deps, some);
    yield { asked: some.length, users: some.flatMap((id) => known.get(id) ?? []) };
  }
}

async function* byFilter(
  deps: InvitationDeps,
  filter: Parameters<typeof usersOf>[1],
  signal: AbortSignal,
): AsyncGenerator<Stretch> {
  for await (const users of usersOf(deps, filter, signal)) yield { asked: users.length, users };
}

async function inviteSome(
  deps: InvitationDeps,
  { send, again }: InviteInput,
  { asked, users }: Stretch,
  result: InviteResult,
  at: number,
): Promise<void> {
  const { draft, invitations } = deps;
  const active = users.filter(({ state }) => state === 'active');
  result.notActive += asked - active.length;
  if (active.length === 0) return;
  const { made, mailed } = await newInvitations(deps, active, send, at);
  const detail = { count: made.length, mailed: Object.keys(mailed).length, again };
  const [first] = made;
  const audit =
    made.length === 1 && first !== undefined
      ? draft('invitations.created', first.id, { ...detail, userName: first.user.userName })
      : draft('invitations.created', null, detail);
  const { created, already } = await invitations.create({ invitations: made, mailed, again, at, audit });
  const unmailed = send === 'mail' ? created.filter((id) => mailed[id] === undefined).length : 0;
  result.already += already;
  result.noAddress += unmailed;
  result.created += created.length - unmailed;
  const isCreated = new Set(created);
  for (const { id } of made) if (isCreated.has(id) && result.ids.length < MOST_IDS) result.ids.push(id);
  deps.changed();
  if (created.length > unmailed && send === 'mail') deps.wakeOutbox();
}

async function newInvitations(
  { registration, links, random, actor }: InvitationDeps,
  users: readonly User[],
  send: InviteInput['send'],
  at: number,
): Promise<{ made: NewInvitation[]; mailed: Record<string, string> }> {
  // Read for every stretch: the URL may be regenerated meanwhile.
  const { settings, urlVersion } = await registration.overview();
  const expiresAt = at + settings.invitationDays * DAY_MS;
  const made: NewInvitation[] = [];
  const mailed: Record<string, string> = {};
  for (const { id: userId, userName, displayName, email, source, language } of users) {
    if (made.length % MADE_AT_ONCE === 0) await turn();
    const id = random.uuid(at);
    if (send === 'mail' && email !== null) mailed[id] = random.uuid(at);
    made.push({
      id,
      user: { id: userId, userName, displayName, email, source, language },
      linkHash: tokenHash(await links.token(id, urlVersion)),
      linkVersion: urlVersion,
      createdAt: at,
      createdBy: actor,
      expiresAt,
    });
  }
  // They go to the store in one piece, which takes a moment of its own.
  await turn();
  return { made, mailed };
}
