import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import {
  authenticate,
  challenge,
  enrolled,
  issueIdentity,
  MINUTE,
  nextAfter,
  order,
  profile,
  queue,
  statesOf,
  tell,
  updateToken,
} from '../../support/apple-store-fixtures.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { DAY, HOUR, invited, issue, look } from '../../support/invited-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const lastDeed = async () => {
  const { rows } = await store.audit.list({ filter: {}, before: null, limit: 1 });
  return { seq: rows[0]?.seq, object: rows[0]?.object };
};
const stateOf = async (deviceId: string) => (await store.apple.device(deviceId))?.state;

describe('a challenge', () => {
  const first = { kind: 'first', challenge: challenge('x'), certificate: null };
  const put = async (hash: string) => {
    await store.apple.putChallenge(challenge(hash));
    return (key: string, at = T0) => store.apple.takeChallenge({ hash, key, at });
  };

  it('replayed with the same key in its time leads to the same certificate, with another key to none', async () => {
    const take = await put('c1');
    expect(await take('k')).toMatchObject({ kind: first.kind, certificate: null });
    expect(await take('k')).toMatchObject({ kind: 'again', certificate: null });
    await store.apple.noteIssued({
      ...{ hash: 'c1', fingerprint: 'fp-c1', serial: '0a', pem: 'pem 1', notAfter: T0 + DAY, at: T0 },
    });
    expect(await take('k', T0 + MINUTE)).toMatchObject({ kind: 'again', certificate: 'pem 1' });
    expect(await take('other')).toEqual({ kind: 'refused', why: 'used' });
    expect(await take('k', T0 + 10 * MINUTE)).toEqual({ kind: 'refused', why: 'expired' });
  });

  it('that expired, or was never given out, leads to nothing', async () => {
    const take = await put('c2');
    expect(await take('k', T0 + 10 * MINUTE)).toEqual({ kind: 'refused', why: 'expired' });
    const unknown = await store.apple.takeChallenge({ hash: 'nobody’s', key: 'k', at: T0 });
    expect(unknown).toEqual({ kind: 'refused', why: 'unknown' });
  });

  it('leads to nothing when the invitation was withdrawn, the registration is complete, or its user is gone', async () => {
    const withdrawn = { kind: 'refused', why: 'withdrawn' };
    await invited(store, 'wi');
    const take = async (hash: string, ticketId: string | null) => {
      await store.apple.putChallenge(challenge(hash, { ticketId, userId: 'id-wi' }));
      return () => store.apple.takeChallenge({ hash, key: 'k', at: T0 });
    };
    await issue(store, 'wi', { ticket: { id: 'w1', platform: 'ios' } });
    await store.tickets.redeem({ hash: 'hash of w1', device: 'safari', at: T0 });
    const first = await take('cw1', 'w1');
    const second = await take('cw2', 'w1');
    expect(await first()).toMatchObject({ kind: 'first' });
    await enrolled(store, 'U-w1', { ticketId: 'w1', userId: 'id-wi' });
    expect(await second()).toEqual(withdrawn);
    await issue(store, 'wi', { ticket: { id: 'w2', platform: 'macos' } });
    const third = await take('cw3', 'w2');
    await store.tickets.cancel({ id: 'w2', at: T0 });
    expect(await third()).toEqual(withdrawn);
    const byAdmin = await take('cw4', null);
    await store.users.remove({ ids: ['id-wi'], audit: auditDraft('users.removed') });
    expect(await byAdmin()).toEqual(withdrawn);
  });
});

describe('a registration', () => {
  it('makes a device of the fleet, and the first token completes its ticket and uses its invitation, however late', async () => {
    await invited(store, 'jo');
    await issue(store, 'jo', { ticket: { id: 'tk', invitationId: 'i-jo' } });
    await store.tickets.redeem({ hash: 'hash of tk', device: 'safari', at: T0 });
    await issueIdentity(store, 'fp-U1', { ticketId: 'tk', userId: 'id-jo' });
    const later = T0 + 2 * DAY;
    await store.invitations.expire(later);
    await store.access.sweep(later);
    expect(await store.apple.ofTicket('tk')).toMatchObject({ identity: { state: 'issued' }, device: null });
    const begun = await authenticate(store, 'U1', 'fp-U1', { at: later });
    expect(begun).toMatchObject({ kind: 'ok', renewal: false });
    expect(await store.tickets.get('tk')).toMatchObject({ state: 'expired' });
    const audit = auditDraft('apple.registered');
    const answer = await updateToken(store, 'U1', 'fp-U1', { at: later + 5, audit });
    expect(answer).toMatchObject({ kind: 'ok', first: true, firstOfUser: false });
    expect(await store.tickets.get('tk')).toMatchObject({ state: 'completed', completedAt: later + 5 });
    expect(await look(store, 'i-jo', later)).toMatchObject({ state: 'used' });
    const id = answer.kind === 'ok' ? answer.deviceId : '';
    expect(await store.apple.ofTicket('tk')).toMatchObject({
      identity: { fingerprint: 'fp-U1', state: 'bound' },
      device: { deviceId: id, state: 'active' },
    });
    expect(await store.devices.detail(id)).toMatchObject({
      device: {
        platform: 'ios',
        providerId: 'U1',
        name: 'Jo’s iPhone',
        status: 'active',
        enrolledAt: later + 5,
      },
      source: { kind: 'apple', account: null, domain: null },
    });
    expect(await lastDeed()).toMatchObject({ object: id });
  });

  it('counts towards the limit of devices as long as the device is managed, and once however often it registers', async () => {
    await invited(store, 'li');
    const another = (id: string) => issue(store, 'li', { ticket: { id, platform: 'ios' }, limit: 1 });
    await another('l1');
    await store.tickets.redeem({ hash: 'hash of l1', device: 'safari', at: T0 });
    const id = await enrolled(store, 'U-limit', { ticketId: 'l1', userId: 'id-li' });
    await expect(another('l2')).rejects.toMatchObject({ code: 'device_limit' });
    await issue(store, 'li', { ticket: { id: 'l3', platform: 'ios' }, limit: 2 });
    await store.tickets.redeem({ hash: 'hash of l3', device: 'safari', at: T0 });
    await issueIdentity(store, 'fp-again', { ticketId: 'l3', userId: 'id-li' });
    await authenticate(store, 'U-limit', 'fp-again');
    await updateToken(store, 'U-limit', 'fp-again');
    await issue(store, 'li', { ticket: { id: 'l4', platform: 'ios' }, limit: 2 });
    await store.apple.end({ deviceId: id, at: T0, event: 'check_out', audit: null });
    await another('l5');
  });

  it('leaves a ticket alone that was cancelled', async () => {
    await invited(store, 'al');
    await issue(store, 'al', { ticket: { id: 'tc', platform: 'ios' } });
    await store.tickets.redeem({ hash: 'hash of tc', device: 'safari', at: T0 });
    await store.tickets.cancel({ id: 'tc', at: T0 });
    await enrolled(store, 'U-cancelled', { ticketId: 'tc', userId: 'id-al' });
    expect(await store.tickets.get('tc')).toMatchObject({ state: 'cancelled' });
  });

  it('is told twice and counts once: a repeated Authenticate or TokenUpdate changes nothing, the newest token wins', async () => {
    await issueIdentity(store, 'fp-U2');
    const audit = auditDraft('apple.registered');
    const first = await authenticate(store, 'U2', 'fp-U2', { audit });
    const before = (await lastDeed()).seq;
    expect(await authenticate(store, 'U2', 'fp-U2', { audit, at: T0 + 1 })).toEqual(first);
    expect((await lastDeed()).seq).toBe(before);
    await updateToken(store, 'U2', 'fp-U2', { token: '01', at: T0 + 2, unlockToken: new Uint8Array([7]) });
    const again = await updateToken(store, 'U2', 'fp-U2', { token: '02', at: T0 + 3, audit });
    expect(again).toMatchObject({ kind: 'ok', first: false });
    expect((await lastDeed()).seq).toBe(before);
    const id = again.kind === 'ok' ? again.deviceId : '';
    expect(await store.apple.channels(id)).toMatchObject([{ guid: '', token: '02', tokenAt: T0 + 3 }]);
    // A token without an unlock token keeps the one there is.
    const device = await store.apple.device(id);
    expect(device).toMatchObject({ life: 1, enrolledAt: T0 + 2 });
    expect([...(device?.unlockToken ?? [])]).toEqual([7]);
    // An answer that was lost is asked for again with the same certificate; who begins anew has a new one.
    await queue(store, id, ['u2-a']);
    expect(await authenticate(store, 'U2', 'fp-U2', { audit, at: T0 + 4 })).toEqual(first);
    expect(await store.apple.device(id)).toMatchObject({ state: 'active', life: 1 });
    expect(await nextAfter(store, 'U2', 'Idle')).toBe('u2-a');
    expect((await lastDeed()).seq).toBe(before);
  });

  it('is one device’s: a second one that got a certificate by the same ticket is refused', async () => {
    await invited(store, 'two');
    await issue(store, 'two', { ticket: { id: 't2', platform: 'ios' } });
    await store.tickets.redeem({ hash: 'hash of t2', device: 'safari', at: T0 });
    // Both certificates are issued before either device comes.
    for (const fingerprint of ['fp-T1', 'fp-T1-again', 'fp-T2'])
      await issueIdentity(store, fingerprint, { ticketId: 't2', userId: 'id-two' });
    expect(await authenticate(store, 'T1', 'fp-T1')).toMatchObject({ kind: 'ok' });
    // It was stopped, and its user began again with the same ticket.
    expect(await authenticate(store, 'T1', 'fp-T1-again')).toMatchObject({ kind: 'ok' });
    expect(await authenticate(store, 'T2', 'fp-T2')).toEqual({ kind: 'refused', why: 'other_device' });
    expect(await store.devices.find({ providerId: 'T2' })).toEqual([]);
  });

  it('without Authenticate, or with another’s certificate, is refused and stores nothing', async () => {
    const id = await enrolled(store, 'U3');
    await issueIdentity(store, 'fp-fresh');
    for (const [udid, fingerprint, why] of [
      ['U3', 'never issued', 'unknown_identity'],
      ['U-unseen', 'fp-fresh', 'not_registered'],
      ['U3', 'fp-fresh', 'not_registered'],
      ['U-unseen', 'fp-U3', 'other_device'],
    ] as const)
      expect(await updateToken(store, udid, fingerprint, { token: 'ff' })).toEqual({ kind: 'refused', why });
    expect(await store.apple.channels(id)).toMatchObject([{ token: 'aaU3' }]);
    expect(await store.devices.find({ providerId: 'U-unseen' })).toEqual([]);
  });

  it('with a certificate bound to another device is refused', async () => {
    const id = await enrolled(store, 'U4');
    expect(await authenticate(store, 'U-thief', 'fp-U4')).toEqual({ kind: 'refused', why: 'other_device' });
    expect(await stateOf(id)).toBe('active');
    expect(await store.devices.find({ providerId: 'U-thief' })).toEqual([]);
  });
});

describe('a device registered anew', () => {
  it('with another certificate keeps its history, loses its queue, and is to be told nothing until its token comes', async () => {
    const id = await enrolled(store, 'U5');
    await queue(store, id, ['u5-a', 'u5-b']);
    expect(await nextAfter(store, 'U5', 'Idle')).toBe('u5-a');
    await issueIdentity(store, 'fp-U5-new');
    const at = T0 + HOUR;
    expect(await authenticate(store, 'U5', 'fp-U5-new', { at })).toEqual({
      ...{ kind: 'ok', deviceId: id, renewal: false },
    });
    expect(await statesOf(store, 'u5-a', 'u5-b')).toEqual(['cancelled', 'cancelled']);
    expect(await store.apple.queued('u5-b')).toMatchObject({ reason: 'reregistered' });
    expect(await store.apple.identity('fp-U5')).toMatchObject({ state: 'replaced' });
    expect(await tell(store, 'U5', 'Idle')).toEqual({ kind: 'refused', why: 'not_registered' });
    const late = order(id, 'u5-c', undefined, { enrolledAt: T0 });
    expect(await store.apple.enqueue({ orders: [late], at })).toEqual({
      refused: { 'u5-c': 'reregistered' },
    });
    await updateToken(store, 'U5', 'fp-U5-new', { at: at + 1 });
    expect(await store.apple.device(id)).toMatchObject({ state: 'active', life: 2, enrolledAt: at + 1 });
    const { entries } = await store.history.page({ filter: { deviceId: id }, cursor: null, limit: 20 });
    expect(entries.map(({ kind }) => kind)).toContain('reregistered');
    expect(entries.every(({ kind, source }) => kind === 'command' || source.kind === 'check_in')).toBe(true);
    // What the first life was told does not count in this one.
    expect(await tell(store, 'U5', 'Acknowledged', 'u5-a', { fingerprint: 'fp-U5-new' })).toMatchObject({
      ...{ kind: 'ok', settled: null, next: null },
    });
  });

  it('by our renewal keeps its queue and its inventory, and its old certificate may still bring an answer', async () => {
    const id = await enrolled(store, 'U6');
    await queue(store, id, ['u6-a', 'u6-b']);
    expect(await nextAfter(store, 'U6', 'Idle')).toBe('u6-a');
    const inventory = { part: 'security' as const, value: { PasscodePresent: true } };
    expect(await nextAfter(store, 'U6', 'Acknowledged', 'u6-a', { inventory })).toBe('u6-b');
    await store.apple.noteRenewal({ deviceId: id, at: T0 });
    await issueIdentity(store, 'fp-U6-new', { purpose: 'renew', deviceId: id, notAfter: T0 + 700 * DAY });
    const renewed = await authenticate(store, 'U6', 'fp-U6-new', { at: T0 + 5 });
    expect(renewed).toEqual({ kind: 'ok', deviceId: id, renewal: true });
    expect(await authenticate(store, 'U6', 'fp-U6-new', { at: T0 + 6 })).toEqual(renewed);
    expect(await store.apple.device(id)).toMatchObject({
      ...{ state: 'active', life: 1, identity: 'fp-U6-new', identityUntil: T0 + 700 * DAY },
      renewalAskedAt: null,
    });
    expect(await updateToken(store, 'U6', 'fp-U6-new')).toMatchObject({ kind: 'ok', first: false });
    expect((await store.apple.document(id))?.security).toEqual({ PasscodePresent: true });
    expect(await nextAfter(store, 'U6', 'Acknowledged', 'u6-b')).toBeNull();
    expect(await statesOf(store, 'u6-b')).toEqual(['acknowledged']);
  });

  it('after it was erased while a renewal was on its way begins another life', async () => {
    const id = await enrolled(store, 'U7');
    await issueIdentity(store, 'fp-U7-renewed', { purpose: 'renew', deviceId: id });
    await issueIdentity(store, 'fp-U7-new');
    expect(await authenticate(store, 'U7', 'fp-U7-new')).toMatchObject({ kind: 'ok', renewal: false });
    await updateToken(store, 'U7', 'fp-U7-new');
    expect(await authenticate(store, 'U7', 'fp-U7-renewed')).toEqual({
      ...{ kind: 'refused', why: 'not_registered' },
    });
    expect(await store.apple.device(id)).toMatchObject({ life: 2, identity: 'fp-U7-new' });
  });

  it('has a renewal for itself alone', async () => {
    const id = await enrolled(store, 'U8');
    await enrolled(store, 'U9');
    await issueIdentity(store, 'fp-U8-renewed', { purpose: 'renew', deviceId: id });
    const why = 'other_device';
    expect(await authenticate(store, 'U9', 'fp-U8-renewed')).toEqual({ kind: 'refused', why });
    expect(await authenticate(store, 'U-unknown', 'fp-U8-renewed')).toEqual({ kind: 'refused', why });
  });
});

it('a cancelled install leaves the invitation, and its certificate is an orphan that lets nobody in', async () => {
  await invited(store, 'ed');
  await issue(store, 'ed', { ticket: { id: 'te', platform: 'ios' } });
  await store.tickets.redeem({ hash: 'hash of te', device: 'safari', at: T0 });
  await issueIdentity(store, 'fp-orphan', { ticketId: 'te', userId: 'id-ed' });
  const serial = 'serial of fp-orphan';
  await store.certificates.put({
    ...{ serial, kind: 'device', subject: 'CN=orphan', notBefore: T0, notAfter: T0 + 365 * DAY },
    ...{ issuedAt: T0, revokedAt: null, reason: null, pem: 'pem of fp-orphan' },
  });
  const audit = auditDraft('certificate.revoked');
  const revoke = (before: number) => store.apple.revokeOrphans({ before, at: T0 + DAY, reason: 5, audit });
  expect(await revoke(T0)).toBe(0);
  expect(await revoke(T0 + DAY)).toBeGreaterThan(0);
  expect(await lastDeed()).toMatchObject({ object: serial });
  expect(await revoke(T0 + DAY)).toBe(0);
  // What is listed as revoked is what is kept so.
  expect(await store.certificates.revoked(T0 + DAY)).toEqual([{ serial, revokedAt: T0 + DAY, reason: 5 }]);
  expect(await look(store, 'i-ed')).toMatchObject({ state: 'draft' });
  const why = 'unknown_identity';
  expect(await authenticate(store, 'U-orphan', 'fp-orphan')).toEqual({ kind: 'refused', why });
  expect(await store.apple.identity('fp-orphan')).toMatchObject({ state: 'revoked', deviceId: null });
});

describe('the end of management', () => {
  const end = (udid: string, at = T0 + 10) =>
    store.apple.end({ udid, fingerprint: `fp-${udid}`, at, event: 'check_out', audit: null });

  it('by CheckOut is told once or twice; what waits is cancelled, and the order that asked for it is done', async () => {
    const id = await enrolled(store, 'U10');
    await queue(store, id, ['u10-a'], { type: 'Unenroll' });
    await queue(store, id, ['u10-b']);
    expect(await nextAfter(store, 'U10', 'Idle')).toBe('u10-a');
    const ended = { kind: 'ok', deviceId: id, state: 'retired' };
    expect(await end('U10')).toEqual(ended);
    expect(await end('U10', T0 + 20)).toEqual(ended);
    expect(await store.apple.device(id)).toMatchObject({ state: 'retired', endedAt: T0 + 10 });
    expect(await statesOf(store, 'u10-a', 'u10-b')).toEqual(['acknowledged', 'cancelled']);
    expect(await store.devices.detail(id)).toMatchObject({ device: { status: 'retired' } });
    for (const refused of [
      await tell(store, 'U10', 'Idle'),
      await updateToken(store, 'U10', 'fp-U10'),
      await authenticate(store, 'U10', 'fp-U10'),
    ])
      expect(refused).toEqual({ kind: 'refused', why: 'not_registered' });
  });

  it('by Apple’s word counts when it is newer than the token, and is taken back when the device comes', async () => {
    const id = await enrolled(store, 'U11');
    const unregistered = (at: number) =>
      store.apple.end({ deviceId: id, at, event: 'unregistered', audit: null });
    await updateToken(store, 'U11', 'fp-U11', { at: T0 + 100 });
    expect(await unregistered(T0 + 50)).toMatchObject({ state: 'active' });
    const audit = null;
    const ofOld = {
      deviceId: id,
      at: T0 + 150,
      event: 'unregistered',
      token: 'the one before',
      audit,
    } as const;
    expect(await store.apple.end(ofOld)).toMatchObject({ state: 'active' });
    expect(await unregistered(T0 + 150)).toMatchObject({ state: 'reset' });
    expect(await store.apple.channels(id)).toMatchObject([{ token: null }]);
    expect(await updateToken(store, 'U11', 'fp-U11', { at: T0 + 200 })).toMatchObject({ first: false });
    expect(await store.apple.device(id)).toMatchObject({ state: 'active', endedAt: null, enrolledAt: T0 });
  });

  it('without a word is a device that is inactive after a month, and may come back', async () => {
    const id = await enrolled(store, 'U-silent');
    const inactive = async (now: number) => (await store.apple.counts({ now, topic: null })).inactive;
    const month = T0 + 30 * DAY;
    await tell(store, 'U-silent', 'Idle', null, { at: T0 + HOUR });
    const others = await inactive(month + HOUR);
    expect(await inactive(month + HOUR + 1)).toBe(others + 1);
    expect(await stateOf(id)).toBe('active');
    await tell(store, 'U-silent', 'Idle', null, { at: month + HOUR });
    expect(await inactive(month + HOUR + 1)).toBe(others);
  });

  it('draws near with the end of its identity, which is warned of a month ahead', async () => {
    await issueIdentity(store, 'fp-ending', { notAfter: T0 + 40 * DAY });
    await authenticate(store, 'U-ending', 'fp-ending');
    await updateToken(store, 'U-ending', 'fp-ending');
    const ending = async (now: number) => (await store.apple.counts({ now, topic: null })).identityEnding;
    const before = await ending(T0 + 10 * DAY);
    expect(await ending(T0 + 10 * DAY + 1)).toBe(before + 1);
  });

  it('gives up what a device had entrusted to us', async () => {
    const id = await enrolled(store, 'U12');
    const caller = { udid: 'U12', fingerprint: 'fp-U12', at: T0 };
    await store.apple.setBootstrapToken({ ...caller, token: new Uint8Array([1, 2]) });
    const kept = await store.apple.bootstrapToken(caller);
    expect(kept.kind === 'ok' && [...(kept.token ?? [])]).toEqual([1, 2]);
    expect(await store.apple.setBootstrapToken({ ...caller, token: null })).toEqual({
      kind: 'ok',
      deviceId: id,
    });
    expect(await store.apple.bootstrapToken(caller)).toEqual({ kind: 'ok', token: null });
    await store.apple.setBootstrapToken({ ...caller, token: new Uint8Array([3]) });
    await end('U12');
    expect(await store.apple.device(id)).toMatchObject({ bootstrapToken: null });
  });
});

it('a device whose user is removed stays managed, is nobody’s, and ought to have nothing that was his', async () => {
  await invited(store, 'ex');
  const id = await enrolled(store, 'U-ex', { userId: 'id-ex' });
  await store.apple.putProfile({ profile: profile('his'), audit: auditDraft('profile.added') });
  const assignments = [{ kind: 'user' as const, target: 'id-ex' }];
  await store.apple.assign({ profileId: 'his', assignments, audit: auditDraft('profile.assigned') });
  const wanted = async () => {
    const [need] = await store.apple.profileNeeds({ deviceIds: [id], after: 0, limit: 1 });
    return need?.wanted.map(({ profileId }) => profileId);
  };
  expect(await wanted()).toEqual(['his']);
  await store.users.remove({ ids: ['id-ex'], audit: auditDraft('users.removed') });
  expect(await stateOf(id)).toBe('active');
  expect(await wanted()).toEqual([]);
  await queue(store, id, ['ex-a']);
  expect(await nextAfter(store, 'U-ex', 'Idle')).toBe('ex-a');
});

it('who comes is told without changing anything', async () => {
  const id = await enrolled(store, 'U13');
  const caller = { udid: 'U13', fingerprint: 'fp-U13', at: T0 + DAY };
  expect(await store.apple.recognise(caller)).toMatchObject({ kind: 'ok', device: { deviceId: id } });
  expect(await store.apple.device(id)).toMatchObject({ lastSeenAt: T0 });
});
