import type { PortalKit } from './deps.ts';
import { asksOfUser } from './kept-password.ts';
import { nobody, takeMailTurn, takeRequestTurn } from './limits.ts';
import { networkOf } from './network.ts';
import { notBefore } from './pace.ts';
import { findPerson, type Who, wayOf } from './person.ts';

/** See PortalService.requestPin: it answers after the same time, whatever was done. */
export async function requestPin(
  kit: PortalKit,
  { who, address }: { who: Who; address: string },
): Promise<number | null> {
  const from = kit.clock.now();
  try {
    const until = await takeRequestTurn(kit, wayOf(who), networkOf(address));
    if (until === null) await queue(kit, who);
    return until;
  } finally {
    await notBefore(kit.clock, from);
  }
}

/** The mail is queued; its PIN is made when it leaves, and takes the place of the one before. */
async function queue(kit: PortalKit, who: Who): Promise<void> {
  const { registration, mails, clock, random, draft } = kit;
  const { mode } = await registration.settings();
  const person = await findPerson(kit, who);
  const user = person?.user ?? null;
  const named = user?.id ?? nobody('link' in who ? who.link : who.userName);
  const turn = await takeMailTurn(kit, named, wayOf(who));
  if (!turn || person === null || user === null || user.email === null) return;
  if (!(await asksOfUser(kit, mode, user)).pin || !(await kit.mailIsSet())) return;
  const at = clock.now();
  const queued = await mails.enqueue({
    id: random.uuid(at),
    kind: 'pin',
    userId: user.id,
    invitationId: person.invitationId,
    at,
    audit: draft(user.userName, 'portal.pin', user.id, { way: wayOf(who) }),
  });
  if (!queued) return;
  kit.wakeOutbox();
  kit.changed();
}
