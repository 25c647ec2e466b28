import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listenerSettingsSchema } from '../../../electron/model/listener.ts';
import { DEFAULT_REGISTRATION } from '../../../electron/model/registration-settings.ts';
import { verifySecret } from '../../../electron/registration/secrets/scrypt.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type RegistrationBench, registrationBench } from '../../support/registration-bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { imported, keptHere, merge, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let clock: ManualClock;
let bench: RegistrationBench;
let logged: number;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
beforeEach(async () => {
  await store.settings.delete('registration');
  await store.settings.delete('registration.url');
  logged = (await all()).length;
  clock = createManualClock(T0);
  bench = registrationBench(store, clock);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const HOUR = 3_600_000;
const all = async () => (await store.audit.list({ filter: {}, before: null, limit: 50 })).rows.reverse();
const log = async () => (await all()).slice(logged);

describe('what an admin decides about registration', () => {
  it('is as Muster comes until it is set, and says where people register', async () => {
    expect(await bench.registration.overview()).toEqual({
      settings: DEFAULT_REGISTRATION,
      urlVersion: 1,
      regeneratedAt: null,
      baseUrl: 'https://register.example.org:8443',
      goUrl: 'https://register.example.org:8443/go',
      platforms: ['other'],
    });
    bench.listener = listenerSettingsSchema.parse({ publicName: '2001:db8::1', publicPort: 443 });
    expect(await bench.registration.overview()).toMatchObject({ baseUrl: 'https://[2001:db8::1]' });
  });

  it('is kept, and the log says what changed, but not the terms themselves', async () => {
    const wanted = {
      ...DEFAULT_REGISTRATION,
      mode: 'pin' as const,
      deviceLimit: 3,
      terms: { en: 'Be kind.', fr: '' },
      reminders: { ...DEFAULT_REGISTRATION.reminders, most: 2 },
    };
    expect(await bench.registration.save(wanted)).toMatchObject({ settings: wanted });
    await bench.registration.save(wanted);
    expect(await bench.registration.settings()).toEqual(wanted);
    expect((await log()).map(({ deed, detail }) => [deed, detail])).toEqual([
      [
        'registration.saved',
        {
          mode: 'password → pin',
          deviceLimit: 'null → 3',
          'reminders.most': '5 → 2',
          'terms.en': 'changed',
        },
      ],
    ]);
    expect(bench.changed).toBe(1);
  });

  it.each([
    [{ pinDigits: 5 }, 'pinDigits'],
    [{ reminders: { on: true, everyHours: 0, most: 1 } }, 'reminders.everyHours'],
    [{ pinTries: { free: 8, most: 6 } }, 'pinTries.most'],
  ])('is refused where it makes no sense: %j', async (more, field) => {
    await expect(bench.registration.save({ ...DEFAULT_REGISTRATION, ...more })).rejects.toMatchObject({
      code: 'bad_input',
      details: { field },
    });
    expect(await bench.registration.settings()).toEqual(DEFAULT_REGISTRATION);
  });

  it('survives what an earlier version kept: fields it did not have, or had otherwise', async () => {
    await store.settings.set(
      'registration',
      JSON.stringify({ mode: 'pin', pinDigits: 4, pinTries: 5, gone: true, invitationDays: 7 }),
    );
    expect(await bench.registration.settings()).toEqual({
      ...DEFAULT_REGISTRATION,
      mode: 'pin',
      invitationDays: 7,
    });
  });

  it('counts each regenerated URL', async () => {
    clock.advance(1000);
    await Promise.all([bench.registration.regenerate(), bench.registration.regenerate()]);
    expect(await bench.registration.overview()).toMatchObject({ urlVersion: 3, regeneratedAt: T0 + 1000 });
    expect((await log()).map(({ deed, detail }) => [deed, detail.version])).toEqual([
      ['registration.regenerated', 2],
      ['registration.regenerated', 3],
    ]);
  });
});

describe('a temporary password', () => {
  const give = (userId: string, mail: boolean) => bench.registration.givePassword({ userId, mail });

  it('that is shown signs in until its time, and is not in the log', async () => {
    await put(store, keptHere('jo'));
    const { password, until } = await give('id-jo', false);
    const kept = await store.access.password('id-jo');
    expect(kept).toMatchObject({ temporary: true, setAt: T0, expiresAt: T0 + 72 * HOUR });
    expect(until).toBe(T0 + 72 * HOUR);
    expect(await verifySecret(password ?? '', kept?.hash ?? null)).toBe(true);
    const rows = await log();
    expect(rows.at(-1)).toMatchObject({
      deed: 'password.given',
      object: 'id-jo',
      detail: { userName: 'jo' },
    });
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('that is mailed waits for its mail', async () => {
    await put(store, keptHere('joan', { email: 'joan@example.org' }));
    expect(await give('id-joan', true)).toEqual({ password: null, until: T0 + 72 * HOUR });
    expect(await store.access.password('id-joan')).toBeNull();
    expect((await store.mails.list({ offset: 0, limit: 5 })).rows).toMatchObject([
      { kind: 'password', state: 'queued', to: 'joan@example.org', invitationId: null },
    ]);
    expect(bench.woken).toBe(1);
  });

  it('is not given to whom it would not help', async () => {
    await put(store, keptHere('sam'), keptHere('old', { state: 'suspended' }));
    await merge(store, [imported('1', 'net')], { source: 'ldap' });
    const net = (await store.users.byUserNames(['net@example.org']))[0]?.id ?? '';
    await expect(give('nobody', false)).rejects.toMatchObject({ code: 'not_found' });
    await expect(give('id-old', false)).rejects.toMatchObject({ code: 'not_found' });
    await expect(give(net, true)).rejects.toMatchObject({ code: 'password_elsewhere' });
    await expect(give('id-sam', true)).rejects.toMatchObject({ code: 'user_no_address' });
    await put(store, keptHere('sam', { email: 'sam@example.org' }));
    bench.perMinute = null;
    await expect(give('id-sam', true)).rejects.toMatchObject({ code: 'mail_not_set' });
    expect((await store.mails.list({ offset: 0, limit: 5 })).rows.map(({ to }) => to)).not.toContain(
      'sam@example.org',
    );
  });
});
