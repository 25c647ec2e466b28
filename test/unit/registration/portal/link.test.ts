import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATION } from '../../../../electron/model/registration-settings.ts';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  nextAddress,
  PASSWORD,
  PIN,
  type PortalBench,
  portalBench,
  type Somebody,
  somebody,
} from '../../../support/portal.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const stateOf = async ({ invitationId }: Somebody) =>
  (await store.invitations.byIds([invitationId], { now: T0, urlVersion: 1 }))[0];

describe('a link', () => {
  it('greets its holder, says what will be asked for, and is noted as opened', async () => {
    const { portal } = portalBench(store);
    const invited = await somebody(store, { invited: true, more: { displayName: 'Zoé' } });
    expect(await portal.openLink(invited.link)).toEqual({
      kind: 'open',
      name: 'Zoé',
      asks: { pin: true, password: 'none' },
      until: T0 + 14 * DAY,
    });
    expect(await stateOf(invited)).toMatchObject({ state: 'opened', openedAt: T0, begunAt: null });
    const member = await somebody(store, { invited: true, password: PASSWORD });
    expect(await portal.openLink(member.link)).toMatchObject({ asks: { pin: false, password: 'own' } });
    const ldap = await somebody(store, { invited: true, source: 'ldap' });
    expect(await portal.openLink(ldap.link)).toMatchObject({ asks: { pin: false, password: 'directory' } });
  });

  it('nobody ever had is unknown', async () => {
    const { portal } = portalBench(store);
    for (const link of ['', 'AAAAAAAAAAAAAAAAAAAAAA', 'x'.repeat(10_000)])
      expect(await portal.openLink(link)).toEqual({ kind: 'unknown' });
  });

  it.each<[string, (bench: PortalBench, invited: Somebody) => unknown]>([
    ['expired', (bench) => bench.turn(14 * DAY)],
    [
      'cancelled',
      (_, { invitationId: id }) =>
        store.invitations.move({ ids: [id], to: 'cancelled', at: T0, audit: null }),
    ],
    ['used', (_, { invitationId: id }) => use(id)],
    [
      'outdated',
      (bench) => {
        bench.urlVersion = 2;
      },
    ],
    ['outdated', (_, { invitationId: id }) => renew(id)],
  ])('says that it is %s', async (kind, happen) => {
    const bench = portalBench(store);
    const invited = await somebody(store, { invited: true, password: PASSWORD });
    await happen(bench, invited);
    expect(await bench.portal.openLink(invited.link)).toEqual({ kind });
    const signIn = { who: { link: invited.link }, password: PASSWORD, pin: null, address: nextAddress() };
    expect(await bench.portal.signIn(signIn)).toEqual({ kind: 'refused' });
  });

  it('leads in again when its invitation was renewed after the URL was made anew', async () => {
    const bench = portalBench(store);
    const invited = await somebody(store, { invited: true });
    await renew(invited.invitationId);
    bench.urlVersion = 2;
    expect(await bench.portal.openLink(`new-${invited.invitationId}`)).toMatchObject({ kind: 'open' });
    expect(await bench.portal.openLink(invited.link)).toEqual({ kind: 'outdated' });
  });

  it('of somebody suspended tells that it was withdrawn', async () => {
    const { portal } = portalBench(store);
    const invited = await somebody(store, { invited: true, more: { state: 'suspended' } });
    expect(await portal.openLink(invited.link)).toEqual({ kind: 'cancelled' });
  });
});

async function use(id: string): Promise<void> {
  await store.invitations.move({ ids: [id], to: 'sent', at: T0, handedBy: 'mail', audit: null });
  await store.invitations.move({ ids: [id], to: 'used', at: T0, audit: null });
}

function renew(id: string) {
  const link = { hash: tokenHash(`new-${id}`), version: 2 };
  return store.invitations.renew({
    renewals: [{ id, expiresAt: T0 + 14 * DAY, link, mailId: null }],
    at: T0,
    audit: auditDraft('invitations.sent'),
  });
}

describe('a request for a PIN', () => {
  const mailsOf = async ({ id }: Somebody) => {
    const { rows } = await store.mails.list({ states: ['queued'], offset: 0, limit: 500 });
    return rows.filter(({ userId }) => userId === id);
  };
  const sendAll = async (at: number): Promise<void> => {
    for (const { job } of await store.mails.claim({ owner: 'test', at, limit: 500, urlVersion: 1 }))
      await store.mails.settle({ id: job.id, to: 'sent', at, error: null, nextAt: null });
  };
  const ask = (bench: PortalBench, who: { userName: string } | { link: string }, address = nextAddress()) =>
    bench.portal.requestPin({ who, address });

  it.each(['name', 'link'] as const)('queues a mail, by %s, with the open invitation', async (way) => {
    const bench = portalBench(store);
    const invited = await somebody(store, { invited: true });
    await ask(bench, way === 'name' ? { userName: invited.userName } : { link: invited.link });
    expect(await mailsOf(invited)).toMatchObject([
      { kind: 'pin', to: invited.userName, invitationId: invited.invitationId },
    ]);
    expect(bench.woken).toBe(1);
  });

  it.each<[string, Parameters<typeof somebody>[1], (bench: PortalBench) => void]>([
    ['who needs none', { password: PASSWORD }, () => undefined],
    ['of the directory', { source: 'ldap' }, () => undefined],
    ['who is suspended', { more: { state: 'suspended' } }, () => undefined],
    ['without an address', { more: { email: null } }, () => undefined],
    [
      'while no mail is set up',
      {},
      (bench) => {
        bench.mailIsSet = false;
      },
    ],
  ])('queues nothing for somebody %s', async (_, having, happen) => {
    const bench = portalBench(store);
    happen(bench);
    const invited = await somebody(store, { ...having, invited: true });
    await ask(bench, { userName: invited.userName });
    await ask(bench, { link: invited.link });
    expect([await mailsOf(invited), bench.woken]).toEqual([[], 0]);
  });

  it('of somebody with a password is heard where the mode asks for a PIN as well', async () => {
    const bench = portalBench(store);
    bench.settings = { ...DEFAULT_REGISTRATION, mode: 'pin_and_password' };
    const member = await somebody(store, { password: PASSWORD });
    await ask(bench, { userName: member.userName });
    expect(await mailsOf(member)).toHaveLength(1);
  });

  it('is heard every five minutes, three times a day, apart for those who hold the link', async () => {
    const bench = portalBench(store);
    const invited = await somebody(store, { invited: true, pin: PIN });
    const { userName, link } = invited;
    const heard = async (who: { userName: string } | { link: string }): Promise<boolean> => {
      await ask(bench, who);
      const queued = (await mailsOf(invited)).length > 0;
      await sendAll(bench.now());
      return queued;
    };
    expect([await heard({ userName }), await heard({ userName })]).toEqual([true, false]);
    bench.turn(5 * MINUTE);
    expect(await heard({ userName })).toBe(true);
    bench.turn(5 * MINUTE);
    expect(await heard({ userName })).toBe(true);
    bench.turn(5 * MINUTE);
    expect([await heard({ userName }), await heard({ link })]).toEqual([false, true]);
    bench.turn(DAY);
    expect(await heard({ userName })).toBe(true);
  });

  it('of one network is heard ten times an hour', async () => {
    const bench = portalBench(store);
    const address = nextAddress();
    for (let round = 0; round < 10; round += 1) await ask(bench, { userName: `nobody ${round}` }, address);
    const invited = await somebody(store);
    await ask(bench, { userName: invited.userName }, address);
    expect(await mailsOf(invited)).toEqual([]);
    bench.turn(HOUR);
    await ask(bench, { userName: invited.userName }, address);
    expect(await mailsOf(invited)).toHaveLength(1);
  });
});
