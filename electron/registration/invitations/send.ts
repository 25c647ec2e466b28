import type { Invitation } from '../../model/invitation.ts';
import type { InvitationRepository } from '../../store/registration-contract.ts';
import type { InvitationService } from '../contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { InvitationDeps } from './deps.ts';
import { hasEnded } from './hand-over.ts';
import { assertMailable } from './mailable.ts';
import { stretchesOf, usersById } from './stretches.ts';

const DAY_MS = 86_400_000;

type Sent = Awaited<ReturnType<InvitationService['send']>>;
type Renewal = Parameters<InvitationRepository['renew']>[0]['renewals'][number];

/** See InvitationService.send. */
export async function sendAgain(deps: InvitationDeps, ids: readonly string[]): Promise<Sent> {
  await assertMailable(deps);
  const sent: Sent = { queued: 0, waiting: 0, noAddress: 0, ended: 0 };
  for (const some of stretchesOf([...new Set(ids)])) await sendSome(deps, some, sent);
  return sent;
}

async function sendSome(deps: InvitationDeps, ids: readonly string[], sent: Sent): Promise<void> {
  const { invitations, registration, clock, draft } = deps;
  const { settings, urlVersion } = await registration.overview();
  const at = clock.now();
  const rows = await invitations.byIds([...ids], { now: at, urlVersion });
  const users = await usersById(
    deps,
    rows.map(({ userId }) => userId),
  );
  const alive = rows.filter((row) => !hasEnded(row) && users.get(row.userId)?.state === 'active');
  const addressed = alive.filter(({ userId }) => users.get(userId)?.email != null);
  sent.noAddress += alive.length - addressed.length;
  sent.ended += ids.length - alive.length;
  if (addressed.length === 0) return;
  const expiresAt = at + settings.invitationDays * DAY_MS;
  const renewals: Renewal[] = [];
  for (const row of addressed) renewals.push(await renewalOf(deps, row, urlVersion, expiresAt));
  const { renewed, waiting } = await invitations.renew({
    renewals,
    at,
    audit:
      addressed.length === 1 && addressed[0] !== undefined
        ? draft('invitations.sent', addressed[0].id, { userName: addressed[0].userName })
        : draft('invitations.sent', null, { count: addressed.length }),
  });
  sent.queued += renewed.length - waiting.length;
  sent.waiting += waiting.length;
  sent.ended += addressed.length - renewed.length;
}

async function renewalOf(
  { invitations, links, clock, random }: InvitationDeps,
  { id }: Invitation,
  version: number,
  expiresAt: number,
): Promise<Renewal> {
  const hash = tokenHash(await links.token(id, version));
  const kept = await invitations.byLink(hash);
  const leads = kept !== null && !kept.replaced;
  return { id, expiresAt, link: leads ? null : { hash, version }, mailId: random.uuid(clock.now()) };
}
