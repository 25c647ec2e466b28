import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  deeds,
  emptyRegistration,
  invitation,
  invite,
  invited,
  issue,
  look,
  mailStates,
  people,
} from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { keptHere, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;
const LIFE = 8 * 60_000;
const gone = { code: 'ticket_gone' };

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
afterEach(() => emptyRegistration(file()));
afterAll(async () => {
  await store.close();
  folder.remove();
});

const redeem = (name: string, device = 'phone', at = T0, from = store) =>
  from.tickets.redeem({ hash: `hash of t-${name}`, device, at });
const complete = (name: string, at = T0) =>
  store.tickets.complete({ id: `t-${name}`, at, audit: auditDraft('registration.completed') });
const states = async (name: string) =>
  (await store.tickets.ofUser(`id-${name}`)).map(({ id, state }) => `${id} ${state}`);

describe('a ticket', () => {
  it('is issued whole, and takes the place of one like it that nobody redeemed', async () => {
    await people(store, 'jo', 'al');
    await issue(store, 'jo', { audit: auditDraft('registration.begun') });
    const ticket = {
      id: 't-jo',
      kind: 'registration',
      userId: 'id-jo',
      invitationId: null,
      platform: 'ios',
      state: 'issued',
      issuedAt: T0,
      expiresAt: T0 + LIFE,
      device: null,
      redeemedAt: null,
      completedAt: null,
    };
    expect(await store.tickets.byHash('hash of t-jo')).toEqual(ticket);
    expect(await store.tickets.get('t-jo')).toEqual(ticket);
    expect(await store.tickets.byHash('guessed')).toBeNull();
    await issue(store, 'jo', { ticket: { id: 'mac', platform: 'macos' } });
    await issue(store, 'jo', { ticket: { id: 'hand1', kind: 'handover', platform: null } });
    await issue(store, 'jo', { ticket: { id: 'hand2', kind: 'handover', platform: null } });
    await issue(store, 'al');
    await redeem('jo');
    await issue(store, 'jo', { ticket: { id: 'newer' } });
    expect(await states('jo')).toEqual([
      'newer issued',
      'hand2 issued',
      'hand1 cancelled',
      'mac issued',
      't-jo redeemed',
    ]);
    expect(await states('al')).toEqual(['t-al issued']);
    expect(await deeds(store)).toContain('registration.begun');
  });

  it('belongs to the first device, which may come again while it is valid', async () => {
    await people(store, 'jo');
    await issue(store, 'jo');
    const taken = { state: 'redeemed', device: 'phone', redeemedAt: T0 + 1 };
    expect(await redeem('jo', 'phone', T0 + 1)).toMatchObject({ ticket: taken, again: false });
    expect(await redeem('jo', 'phone', T0 + LIFE - 1)).toMatchObject({ ticket: taken, again: true });
    await expect(redeem('jo', 'tablet', T0 + 1)).rejects.toMatchObject(gone);
    await expect(redeem('jo', 'phone', T0 + LIFE)).rejects.toMatchObject(gone);
    expect(await store.tickets.byHash('hash of t-jo')).toMatchObject(taken);
  });

  it('is gone once cancelled, past its time, completed, unknown, or its user suspended', async () => {
    await people(store, 'cancelled', 'late', 'done', 'away');
    for (const name of ['cancelled', 'late', 'done', 'away']) await issue(store, name);
    await store.tickets.cancel({ id: 't-cancelled', at: T0 });
    await store.tickets.cancel({ id: 't-late', at: T0 + LIFE });
    await redeem('done');
    await complete('done');
    await put(store, keptHere('away', { state: 'suspended' }));
    for (const [name, at] of [
      ['cancelled', T0],
      ['late', T0 + LIFE],
      ['done', T0],
      ['away', T0],
      ['nobody', T0],
    ] as const)
      await expect(redeem(name, 'phone', at)).rejects.toMatchObject(gone);
    expect(await states('late')).toEqual(['t-late issued']);
  });

  it('of one device has one winner, whichever program is asked', async () => {
    await people(store, 'jo');
    await issue(store, 'jo');
    const other = await openTestStore(file());
    const devices = Array.from({ length: 8 }, (_, place) =>
      redeem('jo', `device ${place}`, T0, place % 2 === 0 ? store : other),
    );
    const results = await Promise.allSettled(devices);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await other.close();
  });
});

describe('a completed registration', () => {
  it('uses its invitation up, withdraws what waits of it, and is told once', async () => {
    await invited(store, 'jo', 'al');
    await store.mails.enqueue({
      id: 'pin',
      kind: 'pin',
      userId: 'id-jo',
      invitationId: 'i-jo',
      at: T0,
      audit: null,
    });
    for (const name of ['jo', 'al']) await issue(store, name, { ticket: { invitationId: `i-${name}` } });
    await expect(complete('jo')).rejects.toMatchObject(gone);
    await redeem('jo');
    await complete('jo', T0 + 1);
    await complete('jo', T0 + 2);
    expect(await store.tickets.get('t-jo')).toMatchObject({ state: 'completed', completedAt: T0 + 1 });
    expect(await look(store, 'i-jo')).toMatchObject({ state: 'used', usedAt: T0 + 1 });
    expect(await look(store, 'i-al')).toMatchObject({ state: 'draft' });
    expect(await mailStates(store)).toEqual({ 'm-i-jo': 'cancelled', 'm-i-al': 'queued', pin: 'queued' });
    expect((await deeds(store)).filter((deed) => deed === 'registration.completed')).toHaveLength(1);
  });

  it('of a handover leaves the invitation open, and of one that ended leaves it as it is', async () => {
    await people(store, 'jo', 'al');
    await invite(store, [invitation('jo'), invitation('al', { expiresAt: T0 + 1 })]);
    await issue(store, 'jo', { ticket: { kind: 'handover', platform: null, invitationId: 'i-jo' } });
    await issue(store, 'al', { ticket: { invitationId: 'i-al' } });
    await store.invitations.expire(T0 + 1);
    for (const name of ['jo', 'al']) {
      await redeem(name);
      await complete(name);
    }
    expect(await look(store, 'i-jo')).toMatchObject({ state: 'draft' });
    expect(await look(store, 'i-al')).toMatchObject({ state: 'expired' });
  });

  it('counts towards the limit of devices', async () => {
    await people(store, 'jo', 'al');
    const another = (id: string) => issue(store, 'jo', { ticket: { id }, limit: 1 });
    await another('t-jo');
    await redeem('jo');
    await another('t2');
    await complete('jo');
    await expect(another('t3')).rejects.toMatchObject({ code: 'device_limit', details: { limit: 1 } });
    await issue(store, 'jo', { ticket: { id: 't4' }, limit: 2 });
    await issue(store, 'al', { limit: 1 });
  });
});
