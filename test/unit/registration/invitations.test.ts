import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InviteInput, InviteResult } from '../../../electron/model/invitation.ts';
import { listenerSettingsSchema } from '../../../electron/model/listener.ts';
import { tokenHash } from '../../../electron/registration/secrets/tokens.ts';
import type { Store, UserRow } from '../../../electron/store/contract.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type RegistrationBench, registrationBench } from '../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: ManualClock;
let bench: RegistrationBench;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(async () => {
  await store.settings.delete('registration.url');
  clock = createManualClock(T0);
  bench = registrationBench(store, clock);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const DAY = 86_400_000;
const never = new AbortController().signal;
const mailed = (name: string, more: Partial<UserRow> = {}): UserRow =>
  keptHere(name, { email: `${name}@example.org`, ...more });
const invite = (
  users: InviteInput['users'],
  more: Partial<InviteInput> = {},
  onProgress: (done: number, of: number) => void = () => undefined,
  signal: AbortSignal = never,
): Promise<InviteResult> =>
  bench.invitations.create({ users, send: 'mail', again: false, ...more }, onProgress, signal);
const mails = async (name: string) =>
  (await store.mails.list({ offset: 0, limit: 500 })).rows.filter(({ to }) => to === `${name}@example.org`);
const fates = (urls: readonly string[]) =>
  Promise.all(
    urls.map(async (url) => store.invitations.byLink(tokenHash(url.slice(url.lastIndexOf('/') + 1)))),
  );

describe('inviting', () => {
  it('queues a mail for everybody with an address, and counts nobody twice', async () => {
    await put(
      store,
      mailed('a1'),
      mailed('a2'),
      keptHere('a3'),
      mailed('a4', { state: 'suspended' }),
      mailed('a5'),
    );
    await invite({ ids: ['id-a5'] }, { send: 'later' });
    const seen: number[][] = [];
    const result = await invite(
      { ids: ['id-a3', 'id-a1', 'id-a1', 'removed', 'id-a4', 'id-a5', 'id-a2'] },
      {},
      (done, of) => seen.push([done, of]),
    );
    expect(result).toMatchObject({ created: 2, noAddress: 1, notActive: 2, already: 1 });
    const rows = await Promise.all(result.ids.map((id) => bench.invitations.get(id)));
    expect(rows.map((row) => [row?.userName, row?.state, row?.mail?.state])).toEqual([
      ['a3', 'draft', undefined],
      ['a1', 'draft', 'queued'],
      ['a2', 'draft', 'queued'],
    ]);
    expect(rows[1]).toMatchObject({ createdBy: 'jo', expiresAt: T0 + 14 * DAY, outdated: false, pin: null });
    expect(seen).toEqual([
      [0, 6],
      [6, 6],
    ]);
    expect(bench.woken).toBe(1);
  });

  it('anew cancels the invitation before, and what waits of it', async () => {
    await put(store, mailed('b1'));
    const [first] = (await invite({ ids: ['id-b1'] })).ids;
    const { created, already, ids } = await invite({ ids: ['id-b1'] }, { again: true });
    expect({ created, already }).toEqual({ created: 1, already: 0 });
    expect((await bench.invitations.get(first ?? ''))?.state).toBe('cancelled');
    expect((await mails('b1')).map(({ invitationId, state }) => [invitationId, state])).toEqual([
      [ids[0], 'queued'],
      [first, 'cancelled'],
    ]);
  });

  it('by mail needs a mail server, and a name that leads in from elsewhere', async () => {
    await put(store, mailed('c1'));
    bench.perMinute = null;
    bench.listener = listenerSettingsSchema.parse({ publicName: '::1' });
    await expect(invite({ ids: ['id-c1'] })).rejects.toMatchObject({ code: 'mail_not_set' });
    bench.perMinute = 60;
    const refusal = { code: 'listener_no_name', details: { name: '::1' } };
    await expect(invite({ ids: ['id-c1'] })).rejects.toMatchObject(refusal);
    await expect(bench.invitations.send(['any'])).rejects.toMatchObject(refusal);
    expect((await invite({ ids: ['id-c1'] }, { send: 'later' })).created).toBe(1);
  });

  it('of thousands goes on in stretches, and what was made stays when it is cancelled', async () => {
    const rows = Array.from({ length: 2500 }, (_, place) => mailed(`d${String(place).padStart(4, '0')}`));
    await put(store, ...rows);
    const cancelling = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number, of: number): void => {
      expect(of).toBe(2500);
      seen.push(done);
      if (done > 0) cancelling.abort();
    };
    const filter = { filter: { text: '@example.org', ids: rows.map(({ id }) => id) } };
    await expect(invite(filter, {}, onProgress, cancelling.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(seen).toEqual([0, 500]);
    const rest = await invite(filter);
    expect(rest).toMatchObject({ created: 2000, already: 500 });
    expect(rest.ids).toHaveLength(2000);
    await bench.invitations.cancel(rest.ids);
  });
});

describe('an invitation', () => {
  const invited = async (name: string, more: Partial<UserRow> = {}): Promise<string> => {
    await put(store, mailed(name, more));
    return (await invite({ ids: [`id-${name}`] }, { send: 'later' })).ids[0] ?? '';
  };

  it('is mailed again with new life: the same link, and another one once the URL was regenerated', async () => {
    const id = await invited('e1');
    const before = (await bench.invitations.link(id)).url;
    clock.advance(10 * DAY);
    expect(await bench.invitations.send([id, 'unknown'])).toEqual({
      queued: 1,
      waiting: 0,
      noAddress: 0,
      ended: 1,
    });
    expect((await bench.invitations.get(id))?.expiresAt).toBe(T0 + 24 * DAY);
    expect((await bench.invitations.link(id)).url).toBe(before);
    await bench.registration.regenerate();
    expect((await bench.invitations.get(id))?.outdated).toBe(true);
    expect(await bench.invitations.send([id])).toMatchObject({ queued: 0, waiting: 1 });
    expect((await bench.invitations.get(id))?.outdated).toBe(false);
    const after = (await bench.invitations.link(id)).url;
    expect(await fates([before, after])).toEqual([
      { id, linkVersion: 1, replaced: true },
      { id, linkVersion: 2, replaced: false },
    ]);
  });

  it('that expired lives again when it is mailed, to the address of now', async () => {
    const id = await invited('f1');
    clock.advance(15 * DAY);
    await expect(bench.invitations.link(id)).rejects.toMatchObject({ code: 'invitation_ended' });
    await expect(bench.invitations.newPin(id)).rejects.toMatchObject({ code: 'invitation_ended' });
    await put(store, keptHere('f1', { email: 'new-f1@example.org' }));
    expect(await bench.invitations.send([id])).toMatchObject({ queued: 1 });
    expect(await bench.invitations.get(id)).toMatchObject({ state: 'draft', mail: { state: 'queued' } });
    expect(await mails('new-f1')).toHaveLength(1);
    await put(store, keptHere('f1'));
    expect(await bench.invitations.send([id])).toMatchObject({ queued: 0, noAddress: 1 });
    await put(store, keptHere('f1', { state: 'suspended' }));
    expect(await bench.invitations.send([id])).toMatchObject({ queued: 0, ended: 1 });
  });

  it('whose link is handed over counts as sent, and cancelled it leads nowhere', async () => {
    const id = await invited('g1');
    const { url } = await bench.invitations.link(id);
    expect(url).toMatch(/^https:\/\/register\.example\.org:8443\/i\/[\w-]{22}$/);
    expect(await bench.invitations.get(id)).toMatchObject({ state: 'sent', handedBy: 'link' });
    await bench.invitations.send([id]);
    expect(await bench.invitations.cancel([id])).toBe(1);
    expect(await bench.invitations.cancel([id])).toBe(0);
    expect((await mails('g1'))[0]?.state).toBe('cancelled');
    await expect(bench.invitations.link(id)).rejects.toMatchObject({ code: 'invitation_ended' });
    expect(await bench.invitations.send([id])).toMatchObject({ queued: 0, ended: 1 });
    await expect(bench.invitations.link('unknown')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('gets a link that leads in when the key of the first one was lost', async () => {
    const id = await invited('h1');
    const { url: lost } = await bench.invitations.link(id);
    bench = registrationBench(store, clock);
    const { url } = await bench.invitations.link(id);
    expect(url).not.toBe(lost);
    expect(await fates([lost, url])).toEqual([
      { id, linkVersion: 1, replaced: true },
      { id, linkVersion: 1, replaced: false },
    ]);
  });

  it('keeps mails that can be called back or hurried', async () => {
    await put(store, mailed('i1'), mailed('i2'));
    await invite({ ids: ['id-i1', 'id-i2'] });
    await store.mails.postpone(T0 + DAY);
    const [one] = await mails('i1');
    expect(await bench.invitations.cancelMails([one?.id ?? ''])).toBe(1);
    await bench.invitations.hurryMails();
    expect((await mails('i1'))[0]).toMatchObject({ state: 'cancelled' });
    expect((await mails('i2'))[0]).toMatchObject({ state: 'queued', nextAt: T0 });
    expect(bench.woken).toBe(2);
  });
});
