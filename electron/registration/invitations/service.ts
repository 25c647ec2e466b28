import { MusterError } from '../../model/errors.ts';
import type { DeskCard, Invitation } from '../../model/invitation.ts';
import { OPEN_INVITATION } from '../../model/invitation.ts';
import type { User } from '../../model/user.ts';
import { asksOf } from '../asks.ts';
import type { InvitationService } from '../contract.ts';
import { currentLink } from './current-link.ts';
import type { InvitationDeps } from './deps.ts';
import { handOver, hasEnded, linkUrl, noteHanded } from './hand-over.ts';
import { invite } from './invite.ts';
import { makePin } from './make-pin.ts';
import { sendAgain } from './send.ts';
import { stretchesOf } from './stretches.ts';

export type { InvitationDeps } from './deps.ts';

/** Cards whose PINs and codes are made before the next ones are looked up. */
const CARDS_AT_ONCE = 100;

/** Invitations as the admin handles them. */
export function createInvitations(deps: InvitationDeps): InvitationService {
  const { invitations, mails, registration, clock, draft, changed } = deps;
  const at = async (): Promise<{ now: number; urlVersion: number }> => ({
    now: clock.now(),
    urlVersion: (await registration.overview()).urlVersion,
  });
  return {
    window: async (query) => invitations.window(query, await at()),
    get: async (id) => (await invitations.byIds([id], await at()))[0] ?? null,
    counts: () => invitations.counts(clock.now()),
    create: (input, onProgress, signal) => invite(deps, input, onProgress, signal),
    send: async (ids) => {
      const sent = await sendAgain(deps, ids);
      changed();
      deps.wakeOutbox();
      return sent;
    },
    cancel: async (ids) => {
      let cancelled = 0;
      for (const some of stretchesOf(ids)) {
        const audit = draft('invitations.cancelled', idOfOne(ids), { count: some.length });
        cancelled += await invitations.move({ ids: some, to: 'cancelled', at: clock.now(), audit });
      }
      changed();
      return cancelled;
    },
    link: async (id) => {
      const overview = await registration.overview();
      const invitation = await needOpen(deps, id, overview.urlVersion);
      const url = linkUrl(overview, await currentLink(deps, invitation, overview.urlVersion));
      await noteHanded(deps, [invitation], 'link');
      changed();
      return { url };
    },
    newPin: async (id) => {
      const { settings, urlVersion } = await registration.overview();
      const invitation = await needOpen(deps, id, urlVersion);
      const user = await needActive(deps, invitation);
      const own = await deps.access.havePassword([user.id], clock.now());
      if (!asksOf(settings.mode, user.source, own.length > 0).pin) throw new MusterError('pin_not_needed');
      const whose = { userId: user.id, userName: user.userName, invitationId: id };
      const made = await makePin(deps, settings, { ...whose, way: 'shown' });
      changed();
      return made;
    },
    desk: async (id) => {
      const invitation = await need(deps, id, (await at()).urlVersion);
      if (hasEnded(invitation)) throw new MusterError('invitation_ended');
      await needActive(deps, invitation);
      const [card] = await handOver(deps, [invitation], 'desk', 'missing');
      changed();
      if (card === undefined) throw new MusterError('invitation_ended');
      return card;
    },
    cards: async (ids, pins) => {
      const cards: DeskCard[] = [];
      for (const some of stretchesOf([...new Set(ids)], CARDS_AT_ONCE)) {
        const rows = await invitations.byIds(some, await at());
        cards.push(...(await handOver(deps, rows, 'sheet', pins ? 'new' : 'none')));
      }
      changed();
      return cards;
    },
    mails: (input) => mails.list(input),
    cancelMails: async (ids) => {
      const audit = draft('mails.cancelled', idOfOne(ids), { count: ids.length });
      const cancelled = await mails.cancel({ ids: [...ids], at: clock.now(), audit });
      changed();
      return cancelled;
    },
    hurryMails: async () => {
      await mails.hurry(clock.now());
      changed();
      deps.wakeOutbox();
    },
  };
}

function idOfOne(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

async function need(
  { invitations, clock }: InvitationDeps,
  id: string,
  urlVersion: number,
): Promise<Invitation> {
  const [invitation] = await invitations.byIds([id], { now: clock.now(), urlVersion });
  if (invitation === undefined) throw new MusterError('not_found', { id });
  return invitation;
}

async function needOpen(deps: InvitationDeps, id: string, urlVersion: number): Promise<Invitation> {
  const invitation = await need(deps, id, urlVersion);
  if (!OPEN_INVITATION.includes(invitation.state)) throw new MusterError('invitation_ended');
  return invitation;
}

async function needActive({ users }: InvitationDeps, { userId }: Invitation): Promise<User> {
  const user = await users.get(userId);
  if (user?.state !== 'active') throw new MusterError('not_found', { id: userId });
  return user;
}
