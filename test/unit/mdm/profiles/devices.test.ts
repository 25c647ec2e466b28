import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment, LibraryProfile, ProfileScope } from '../../../../electron/model/apple/profile.ts';
import { writePlist } from '../../../../electron/plist/plist.ts';
import { type Answering, type LibraryBench, openLibrary } from './bench.ts';
import { payload, profile } from './samples.ts';

const PHONE = 'iPhone15,2';
const MAC = 'Mac14,2';
const ALL: Assignment[] = [{ kind: 'all' }];

let bench: LibraryBench;
beforeAll(async () => {
  bench = await openLibrary();
});
afterEach(() => bench.clean());
afterAll(() => bench.close());

/** A profile `name`, its content told apart by `text`. */
async function upload(name: string, scope: ProfileScope = 'System', text = ''): Promise<LibraryProfile> {
  const content = profile({
    PayloadIdentifier: name,
    PayloadScope: scope,
    PayloadContent: [payload({ Label: text })],
  });
  const { handle } = await bench.profiles.pick(name, writePlist(content));
  return await bench.profiles.add({ handle, name, description: '', replace: true });
}
const counts = async (id: string) => (await bench.profiles.get(id))?.counts;
const none = { pending: 0, installed: 0, failed: 0, removing: 0 };
const error = (ErrorCode: number, ErrorDomain: string, LocalizedDescription = 'No') => [
  { ErrorCode, ErrorDomain, LocalizedDescription },
];

describe('an assigned profile', () => {
  it('is ordered at once, installed, and not ordered again', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    expect(bench.told.queued).toBe(0);
    await bench.profiles.assign(id, ALL);
    expect(bench.told.queued).toBe(1);
    expect(await counts(id)).toEqual({ ...none, pending: 1 });
    await bench.profiles.reconcile(null);
    expect(await phone.come()).toEqual(['install a v1']);
    expect(await counts(id)).toEqual({ ...none, installed: 1 });
    await bench.profiles.reconcile([phone.id]);
    expect(await phone.come()).toEqual([]);
    expect(bench.told.queued).toBe(1);
  });

  it('shows where it is', async () => {
    const owner = await bench.person('camille');
    const mac = await bench.register('M1', MAC, owner);
    await mac.user('G1', 'camille');
    const { id } = await upload('u', 'User');
    await bench.profiles.assign(id, [{ kind: 'user', id: owner.id }]);
    await mac.come(() => error(1, 'MCInstallationErrorDomain', 'The profile is broken.'), { guid: 'G1' });
    expect(await bench.profiles.places(id)).toMatchObject([
      {
        deviceId: mac.id,
        deviceName: 'Device M1',
        serial: 'S-M1',
        user: 'camille',
        state: 'failed',
        version: 1,
        message: 'The profile is broken.',
      },
    ]);
  });

  it('comes again as a new version', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await phone.come();
    await upload('a', 'System', 'changed');
    expect(await phone.come()).toEqual(['install a v2']);
    expect(await bench.profiles.places(id)).toMatchObject([{ state: 'installed', version: 2 }]);
  });

  it('that was not sent yet goes out as its newest version alone', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await upload('a', 'System', 'changed');
    await upload('a', 'System', 'changed again');
    expect(await phone.come()).toEqual(['install a v3']);
    expect(await counts(id)).toEqual({ ...none, installed: 1 });
  });

  it('put off by a locked device waits, and is not ordered beside', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    expect(await phone.come(() => 'later')).toEqual(['install a v1']);
    await bench.profiles.reconcile(null);
    expect(await counts(id)).toEqual({ ...none, pending: 1 });
    expect(await phone.come()).toEqual(['install a v1']);
    expect(await counts(id)).toEqual({ ...none, installed: 1 });
  });

  it('that failed is left alone until it is tried again, or is another version', async () => {
    const [one, two] = [await bench.register('P1', PHONE), await bench.register('P2', PHONE)];
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await one.come(() => error(4001, 'MCInstallationErrorDomain'));
    await two.come();
    await bench.profiles.reconcile(null);
    expect(await one.come()).toEqual([]);
    expect(await counts(id)).toEqual({ ...none, installed: 1, failed: 1 });
    expect(await bench.profiles.retry(id)).toBe(1);
    expect(await two.come()).toEqual([]);
    expect(await one.come(() => error(4001, 'MCInstallationErrorDomain'))).toEqual(['install a v1']);
    await upload('a', 'System', 'mended');
    expect(await one.come()).toEqual(['install a v2']);
    expect(await bench.profiles.retry(id)).toBe(0);
    await expect(bench.profiles.retry('gone')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is tried again after an admin cancelled its order, when told so', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    const { rows } = await bench.store.apple.orders({
      deviceId: phone.id,
      states: null,
      offset: 0,
      limit: 10,
    });
    await bench.store.apple.cancel({
      uuids: rows.map(({ uuid }) => uuid),
      reason: 'by_admin',
      at: bench.clock.now(),
      audit: null,
    });
    await bench.profiles.reconcile(null);
    expect(await phone.come()).toEqual([]);
    expect(await counts(id)).toEqual({ ...none, failed: 1 });
    await bench.profiles.retry(id);
    expect(await phone.come()).toEqual(['install a v1']);
  });

  it('is noted by the next comparison when the program was killed before it heard', async () => {
    const [good, bad] = [await bench.register('P1', PHONE), await bench.register('P2', PHONE)];
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await good.come(() => 'done', { untold: true });
    await bad.come(() => error(4001, 'MCInstallationErrorDomain', 'Broken'), { untold: true });
    expect(await counts(id)).toEqual({ ...none, pending: 2 });
    await bench.restarted().reconcile(null);
    expect(await counts(id)).toEqual({ ...none, installed: 1, failed: 1 });
    const places = await bench.profiles.places(id);
    expect(places.find(({ deviceId }) => deviceId === bad.id)).toMatchObject({ message: 'Broken' });
  });

  it('comes again to a device that registers anew', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await phone.come();
    await phone.again();
    expect(await phone.come()).toEqual([]);
    await bench.profiles.reconcile([phone.id]);
    expect(await phone.come()).toEqual(['install a v1']);
    expect(await counts(id)).toEqual({ ...none, installed: 1 });
  });
});

describe('a profile that is no longer wanted', () => {
  async function installed(): Promise<{ id: string; come: (answering?: Answering) => Promise<string[]> }> {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await phone.come();
    return { id, come: phone.come };
  }

  it('is removed, once', async () => {
    const { id, come } = await installed();
    await bench.profiles.assign(id, []);
    await bench.profiles.reconcile(null);
    expect(await counts(id)).toEqual({ ...none, removing: 1 });
    expect(await come()).toEqual(['remove a']);
    expect(await counts(id)).toEqual(none);
    await bench.profiles.reconcile(null);
    expect(await come()).toEqual([]);
  });

  it.each([
    ['macOS', error(89, 'MDMClientError', 'Profile with identifier ‘a’ not found.')],
    ['iOS', error(12075, 'MCMDMErrorDomain', 'The profile “a” is not installed.')],
  ])('counts as removed when it is not there, in the words of %s', async (_name, words) => {
    const { id, come } = await installed();
    await bench.profiles.assign(id, []);
    await come(() => words);
    expect(await counts(id)).toEqual(none);
  });

  it('stays told of when the device will not let go, until it is tried again', async () => {
    const { id, come } = await installed();
    await bench.profiles.assign(id, []);
    await come(() => error(96, 'MDMClientError', 'It was not installed by the MDM server.'));
    await bench.profiles.reconcile(null);
    expect(await come()).toEqual([]);
    expect(await bench.profiles.places(id)).toMatchObject([
      { state: 'failed', message: 'It was not installed by the MDM server.' },
    ]);
    await bench.profiles.retry(id);
    expect(await come()).toEqual(['remove a']);
    expect(await counts(id)).toEqual(none);
  });

  it('is left there when it is wanted again before the device came', async () => {
    const { id, come } = await installed();
    await bench.profiles.assign(id, []);
    await bench.profiles.assign(id, ALL);
    expect(await come()).toEqual(['install a v1']);
    expect(await counts(id)).toEqual({ ...none, installed: 1 });
  });

  it('never reaches a device that did not come in between', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    await bench.profiles.assign(id, []);
    expect(await phone.come(() => error(12075, 'MCMDMErrorDomain'))).toEqual(['remove a']);
    expect(await counts(id)).toEqual(none);
  });

  it('goes off devices with the library’s', async () => {
    const { id, come } = await installed();
    await bench.profiles.remove(id);
    expect(await bench.profiles.list()).toEqual([]);
    await expect(bench.profiles.content(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await come()).toEqual(['remove a']);
    expect(await bench.profiles.places(id)).toEqual([]);
    await expect(bench.profiles.remove(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('who gets a profile', () => {
  it('users of a unit and of those below it, not of one that only begins alike', async () => {
    const at = async (udid: string, path: string) =>
      bench.register(udid, PHONE, await bench.person(udid.toLowerCase(), path));
    const [school, below, alike] = [
      await at('P1', '/School'),
      await at('P2', '/School/5B'),
      await at('P3', '/School 2'),
    ];
    const { id } = await upload('a');
    await bench.profiles.assign(id, [{ kind: 'unit', path: '/School' }]);
    expect(await school.come()).toEqual(['install a v1']);
    expect(await below.come()).toEqual(['install a v1']);
    expect(await alike.come()).toEqual([]);
  });

  it('one user’s devices, or one device', async () => {
    const [camille, noor] = [await bench.person('camille'), await bench.person('noor')];
    const [hers, his] = [await bench.register('P1', PHONE, camille), await bench.register('P2', PHONE, noor)];
    const { id } = await upload('a');
    await bench.profiles.assign(id, [{ kind: 'user', id: camille.id }]);
    expect(await his.come()).toEqual([]);
    expect(await hers.come()).toEqual(['install a v1']);
    await bench.profiles.assign(id, [{ kind: 'device', id: his.id }]);
    expect(await his.come()).toEqual(['install a v1']);
    expect(await hers.come()).toEqual(['remove a']);
  });

  it('the device its own, a Mac’s user his own', async () => {
    const owner = await bench.person('camille');
    const mac = await bench.register('M1', MAC, owner);
    await mac.user('G1', 'camille');
    const [system, user] = [await upload('s'), await upload('u', 'User')];
    for (const { id } of [system, user]) await bench.profiles.assign(id, ALL);
    expect(await mac.come()).toEqual(['install s v1']);
    expect(await mac.come(undefined, { guid: 'G1' })).toEqual(['install u v1']);
  });

  it('an iPhone those for users as well, having none of its own', async () => {
    const phone = await bench.register('P1', PHONE);
    const { id } = await upload('u', 'User');
    await bench.profiles.assign(id, ALL);
    expect(await phone.come()).toEqual(['install u v1']);
  });

  it('of two users of one Mac only the one it is meant for', async () => {
    const [camille, noor] = [await bench.person('camille', '/School'), await bench.person('noor', '/Guests')];
    const mac = await bench.register('M1', MAC, camille);
    await mac.user('G1', 'camille');
    await mac.user('G2', 'noor');
    const [hers, his, unit] = [
      await upload('hers', 'User'),
      await upload('his', 'User'),
      await upload('unit', 'User'),
    ];
    await bench.profiles.assign(hers.id, [{ kind: 'user', id: camille.id }]);
    await bench.profiles.assign(his.id, [{ kind: 'user', id: noor.id }]);
    await bench.profiles.assign(unit.id, [{ kind: 'unit', path: '/School' }]);
    expect(await mac.come(undefined, { guid: 'G1' })).toEqual(['install hers v1', 'install unit v1']);
    expect(await mac.come(undefined, { guid: 'G2' })).toEqual(['install his v1']);
    expect(await mac.come()).toEqual([]);
  });

  it('who registered the Mac, whatever his account is called there; a stranger gets what is for all', async () => {
    const camille = await bench.person('camille');
    const mac = await bench.register('M1', MAC, camille);
    await mac.user('G1', 'admin');
    await mac.user('G2', 'visitor');
    const [hers, all] = [await upload('hers', 'User'), await upload('all', 'User')];
    await bench.profiles.assign(hers.id, [{ kind: 'user', id: camille.id }]);
    await bench.profiles.assign(all.id, ALL);
    expect(await mac.come(undefined, { guid: 'G1' })).toEqual(['install hers v1', 'install all v1']);
    expect(await mac.come(undefined, { guid: 'G2' })).toEqual(['install all v1']);
  });

  it('hundreds of devices, each once', async () => {
    const phones = [];
    for (let index = 0; index < 230; index += 1) phones.push(await bench.register(`P${index}`, PHONE));
    const { id } = await upload('a');
    await bench.profiles.assign(id, ALL);
    expect(await counts(id)).toEqual({ ...none, pending: 230 });
    expect(await phones[0]?.come()).toEqual(['install a v1']);
    expect(await phones[229]?.come()).toEqual(['install a v1']);
    const waiting = { deviceId: null, states: ['queued' as const], offset: 0, limit: 1 };
    expect((await bench.store.apple.orders(waiting)).total).toBe(228);
  });
});

it('what an admin had removed by its name is no longer told of as there', async () => {
  const phone = await bench.register('P1', PHONE);
  const { id } = await upload('a');
  await bench.profiles.assign(id, ALL);
  await phone.come();
  const order = {
    uuid: 'x',
    deviceId: phone.id,
    guid: '',
    order: { type: 'RemoveProfile', identifier: 'a' },
    sealed: null,
    purpose: 'action',
    bundle: 'x',
    enrolledAt: null,
  } as const;
  await bench.store.apple.enqueue({ orders: [order], at: bench.clock.now() });
  expect(await phone.come()).toEqual(['remove a']);
  expect(await counts(id)).toEqual(none);
});
