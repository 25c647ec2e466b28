import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import {
  emptyRegistration,
  invitation,
  invite,
  invited,
  issue,
  makePin,
  session,
} from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
afterEach(() => emptyRegistration(file()));
afterAll(async () => {
  await store.close();
  folder.remove();
});

const cancel = (...ids: string[]) =>
  store.invitations.move({ ids, to: 'cancelled', at: T0, audit: auditDraft('invitations.cancelled') });
/** Somebody is on the way in by `i-<name>`. */
const begin = async (name: string, way: 'mail' | 'shown' = 'mail') => {
  await makePin(store, name, { invitationId: `i-${name}`, way });
  await store.access.startSession(session(`s-${name}`, name, { invitationId: `i-${name}` }));
  await issue(store, name, { ticket: { invitationId: `i-${name}` } });
};
const left = async (name: string) => ({
  pin: (await store.pins.active(`id-${name}`)) !== null,
  session: (await store.access.session(`s-${name}`, T0)) !== null,
  ticket: (await store.tickets.get(`t-${name}`))?.state,
});

describe('an invitation that is cancelled', () => {
  it('takes its PIN, its sessions and its tickets with it, and nobody else’s', async () => {
    await invited(store, 'jo', 'al');
    await begin('jo', 'shown');
    await begin('al');
    await cancel('i-jo');
    expect(await left('jo')).toEqual({ pin: false, session: false, ticket: 'cancelled' });
    expect(await left('al')).toEqual({ pin: true, session: true, ticket: 'issued' });
    const late = makePin(store, 'jo', { id: 'late', invitationId: 'i-jo' });
    await expect(late).rejects.toMatchObject({ code: 'invitation_ended' });
    await makePin(store, 'jo', { id: 'asked for at /go' });
  });

  it('leaves alone what was ended before, and sessions that another way led to', async () => {
    await invited(store, 'jo');
    await begin('jo');
    await store.tickets.redeem({ hash: 'hash of t-jo', device: 'phone', at: T0 });
    await store.tickets.complete({ id: 't-jo', at: T0, audit: null });
    await invite(store, [invitation('jo', { id: 'again' })]);
    await store.access.startSession(session('by name', 'jo'));
    await cancel('again');
    expect((await left('jo')).ticket).toBe('completed');
    expect(await store.access.session('by name', T0)).not.toBeNull();
  });

  it('for a new one to take its place leaves a PIN that somebody was shown', async () => {
    await invited(store, 'jo', 'al');
    await begin('jo', 'shown');
    await begin('al', 'mail');
    const anew = [invitation('jo', { id: 'new-jo' }), invitation('al', { id: 'new-al' })];
    await invite(store, anew, { again: true });
    expect(await left('jo')).toEqual({ pin: true, session: false, ticket: 'cancelled' });
    expect(await left('al')).toEqual({ pin: false, session: false, ticket: 'cancelled' });
  });
});

describe('a new password', () => {
  it('ends the links that lead other devices in, also for the one that took it', async () => {
    await invited(store, 'jo');
    const kind = 'handover';
    await issue(store, 'jo', { ticket: { id: 'taken', kind, platform: null } });
    await store.tickets.redeem({ hash: 'hash of taken', device: 'phone', at: T0 });
    await issue(store, 'jo', { ticket: { id: 'shown', kind, platform: null } });
    await issue(store, 'jo', { ticket: { id: 'ios' } });
    const password = { hash: 'x', temporary: false, setAt: T0, expiresAt: null };
    await store.access.setPassword({ userId: 'id-jo', password, session: null, spends: null, audit: null });
    const states = (await store.tickets.ofUser('id-jo')).map(({ id, state }) => `${id} ${state}`);
    expect(states).toEqual(['ios issued', 'shown cancelled', 'taken cancelled']);
    const again = store.tickets.redeem({ hash: 'hash of taken', device: 'phone', at: T0 });
    await expect(again).rejects.toMatchObject({ code: 'ticket_gone' });
  });
});
