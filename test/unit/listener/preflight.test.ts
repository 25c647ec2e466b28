import { createServer as createTcp } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPreflight, type PreflightDeps } from '../../../electron/listener/preflight/preflight.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import type { PreflightCheck, PreflightResult } from '../../../electron/model/preflight.ts';
import { systemClock } from '../../../electron/system.ts';
import { createWords } from '../../../electron/words/words.ts';
import { makeTestAuthority, type TestAuthority } from '../../support/listener/certificates.ts';
import { type ListenerFixture, LOCAL_NAMES, LOOPBACK, makeListener } from '../../support/listener/fixture.ts';
import { createManualClock } from '../../support/manual-clock.ts';

/** Not a name of loopback, but it leads there. */
const NAME = 'muster.example';
const DAY_S = 86_400;
let authority: TestAuthority;
let other: TestAuthority;
let listener: ListenerFixture;
beforeAll(() => {
  authority = makeTestAuthority();
  other = makeTestAuthority('Other authority');
});
afterAll(() => {
  authority.remove();
  other.remove();
});
beforeEach(async () => {
  listener = await makeListener({ authority, settings: { publicName: NAME } });
  // Loopback as if it were a network: else every check says that nobody else can come.
  listener.interfaces = {
    ...LOOPBACK,
    eth0: [{ address: '127.0.0.9', netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null }],
  };
  listener.pki.credentials = authority.certify({ names: [`DNS:${NAME}`] });
});
afterEach(() => listener.close());

const deps = (more: Partial<PreflightDeps> = {}): PreflightDeps => ({
  listener: listener.service,
  pki: { root: async () => ({ der: new Uint8Array(), pem: other.pem, info: listener.pki.credentials.info }) },
  tryMail: async () => ({ host: 'mail.example', secured: true }),
  lookup: async () => ['127.0.0.1'],
  roots: () => [authority.pem],
  timeSource: async () => 'https://time.example/',
  fetch: async () => new Response(null, { headers: { date: new Date(systemClock.now()).toUTCString() } }),
  clock: systemClock,
  changed: () => undefined,
  ...more,
});

/** What a run found, by check; every found and mend has a text in both languages that needs no more than the details. */
async function run(more: Partial<PreflightDeps> = {}): Promise<Record<PreflightCheck, PreflightResult>> {
  const told: PreflightResult[] = [];
  const { results } = await createPreflight(deps(more)).run(
    (result) => told.push(result),
    new AbortController().signal,
  );
  expect(told).toEqual(results);
  expect(results.map(({ check }) => check)).toEqual([
    'listener',
    'name',
    'certificate',
    'clock',
    'mail',
    'reach',
  ]);
  for (const { check, found, mend, details } of results) {
    for (const language of ['en', 'fr'] as const) {
      const { t } = createWords(language);
      for (const key of [`check.${check}`, `found.${found}`, ...(mend === null ? [] : [`mend.${mend}`])]) {
        const text = t(`registration:preflight.${key}`, details);
        expect(text).not.toMatch(/preflight\.|\{\{|\$t\(|errors:/);
      }
    }
  }
  const [first, second, third, fourth, fifth, sixth] = results;
  if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('a check is missing');
  return { listener: first, name: second, certificate: third, clock: fourth, mail: fifth, reach: sixth };
}

describe('the listener', () => {
  it('that is off: what needs it is not looked at', async () => {
    const found = await run();
    expect(found.listener).toMatchObject({ verdict: 'bad', found: 'listenerOff', mend: 'listenerOn' });
    expect(found.certificate).toMatchObject({ verdict: 'unknown', found: 'certificateOff' });
    expect(found.reach).toMatchObject({ verdict: 'unknown', found: 'reachOff' });
  });

  it('that only this computer can reach', async () => {
    await listener.service.switchTo(true);
    expect((await run()).listener).toMatchObject({ verdict: 'attention', found: 'listenerAlone' });
  });

  it('that fails', async () => {
    const error = { code: 'port_in_use' as const, details: { port: 8443 }, message: '' };
    const overview = {
      ...(await listener.service.overview()),
      state: { kind: 'failed' as const, error, nextAt: 0 },
    };
    const found = await run({ listener: { overview: async () => overview } });
    expect(found.listener).toMatchObject({
      verdict: 'bad',
      found: 'listenerFailed',
      details: { port: 8443 },
    });
  });

  it('that is about to begin is waited for', async () => {
    const overview = await listener.service.overview();
    let asked = 0;
    const found = await run({
      listener: {
        overview: async () => (asked++ < 2 ? { ...overview, state: { kind: 'starting' } } : overview),
      },
    });
    expect(found.listener.found).toBe('listenerOff');
  });
});

describe('the name', () => {
  const name = async (lookup: PreflightDeps['lookup']) => {
    const { verdict, found, details } = (await run({ lookup })).name;
    return { verdict, found, addresses: details.addresses };
  };
  const failing = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };

  it('that leads here, elsewhere, nowhere, to each device itself', async () => {
    await listener.service.save({ ...listener.settings, host: '127.0.0.9' });
    listener.interfaces = {
      ...LOOPBACK,
      eth0: [{ address: '192.0.2.7', netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null }],
    };
    expect(await name(async () => ['127.0.0.1'])).toMatchObject({ verdict: 'attention', found: 'nameAlone' });
    expect(await name(async () => ['198.51.100.1'])).toMatchObject({
      verdict: 'attention',
      found: 'nameAway',
    });
    expect(await name(async () => ['192.0.2.7'])).toMatchObject({
      verdict: 'bad',
      found: 'nameOtherInterface',
    });
    expect(await name(failing('ENOTFOUND'))).toMatchObject({ verdict: 'bad', found: 'nameUnknown' });
    expect(await name(async () => [])).toMatchObject({ verdict: 'bad', found: 'nameUnknown' });
    expect(await name(failing('EAI_AGAIN'))).toMatchObject({ verdict: 'unknown', found: 'nameNotAsked' });
    await listener.service.save({ ...listener.settings, host: '0.0.0.0' });
    expect(await name(async () => ['192.0.2.7', '2001:db8::1'])).toEqual({
      verdict: 'good',
      found: 'nameHere',
      addresses: '192.0.2.7, 2001:db8::1',
    });
    await listener.service.save({ ...listener.settings, publicName: '192.0.2.7', host: '192.0.2.7' });
    expect((await name(failing('no name to ask for'))).found).toBe('nameHere');
  });
});

describe('the certificate, as a device sees it', () => {
  const certificate = async (
    wanted: Parameters<TestAuthority['certify']>[0],
    more: Partial<PreflightDeps> = {},
  ): Promise<PreflightResult> => {
    listener.pki.credentials = authority.certify(wanted);
    await listener.service.switchTo(true);
    return (await run(more)).certificate;
  };
  const names = [`DNS:${NAME}`];

  it('that is trusted', async () => {
    expect(await certificate({ names })).toMatchObject({ verdict: 'good', found: 'certificateTrusted' });
  });

  it('of the own authority: devices must trust that first', async () => {
    const root = async () => ({
      der: new Uint8Array(),
      pem: authority.pem,
      info: listener.pki.credentials.info,
    });
    expect(await certificate({ names }, { roots: () => [], pki: { root } })).toMatchObject({
      verdict: 'attention',
      found: 'certificateOwn',
      mend: 'certificateTrust',
    });
  });

  it('of an authority unknown here, and of none', async () => {
    const roots = () => [];
    expect(await certificate({ names }, { roots })).toMatchObject({
      verdict: 'attention',
      found: 'certificatePrivate',
    });
    listener.pki.credentials = authority.certify({ names, alone: true });
    await listener.service.certificateChanged();
    expect((await run({ roots })).certificate).toMatchObject({ verdict: 'bad', found: 'certificateAlone' });
  });

  it('for another name', async () => {
    expect(await certificate(LOCAL_NAMES)).toMatchObject({
      verdict: 'bad',
      found: 'certificateOtherName',
      details: { name: NAME, names: 'localhost, 127.0.0.1' },
    });
  });

  it('that is weak', async () => {
    // OpenSSL itself would not serve with an RSA key under 2,048 bits.
    expect(await certificate({ names, digest: 'sha1' })).toMatchObject({
      verdict: 'bad',
      found: 'certificateWeak',
      details: { reason: 'SHA-1' },
    });
  });

  it('that ends soon, has ended, or is not valid yet', async () => {
    const later = (days: number) => ({
      clock: { ...systemClock, now: () => systemClock.now() + days * DAY_S * 1000 },
    });
    expect(await certificate({ names, days: 20 })).toMatchObject({
      verdict: 'attention',
      found: 'certificateEnds',
      details: { days: 19 },
    });
    expect((await run(later(25))).certificate).toMatchObject({ verdict: 'bad', found: 'certificateExpired' });
    expect((await run(later(-1))).certificate).toMatchObject({ verdict: 'bad', found: 'certificateNotYet' });
  });

  it('is looked at where it is bound to when the name leads elsewhere', async () => {
    const lookup = async () => ['127.0.0.77'];
    expect(await certificate({ names }, { lookup })).toMatchObject({ verdict: 'good' });
  });
});

describe('the clock', () => {
  const clock = async (aheadMs: number, headers: Record<string, string> = {}) => {
    const fetch = async () => {
      const date = new Date(systemClock.now() - aheadMs).toUTCString();
      return new Response(null, { headers: { date, ...headers } });
    };
    return (await run({ fetch })).clock;
  };

  it('that is right, wrong, and very wrong', async () => {
    expect(await clock(0)).toMatchObject({ verdict: 'good' });
    expect(await clock(20_000)).toMatchObject({ verdict: 'good' });
    expect(await clock(60_000)).toMatchObject({ verdict: 'attention', found: 'clockAhead' });
    expect(await clock(-60_000)).toMatchObject({ verdict: 'attention', found: 'clockBehind' });
    expect(await clock(-600_000)).toMatchObject({ verdict: 'bad', found: 'clockBehind', mend: 'clockSet' });
    expect(await clock(60_000, { age: '60' })).toMatchObject({ verdict: 'good' });
  });

  it('nobody tells the time', async () => {
    expect(await clock(0, { date: '' })).toMatchObject({ verdict: 'unknown', found: 'clockNotAsked' });
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    expect((await run({ fetch })).clock).toMatchObject({
      verdict: 'unknown',
      details: { host: 'time.example' },
    });
  });
});

it('tells how the mail server answered', async () => {
  const mail = async (tryMail: PreflightDeps['tryMail']) => {
    const { verdict, found } = (await run({ tryMail })).mail;
    return `${verdict} ${found}`;
  };
  expect(await mail(async () => ({ host: 'mail.example', secured: true }))).toBe('good mailReady');
  expect(await mail(async () => ({ host: 'mail.example', secured: false }))).toBe('attention mailOpen');
  expect(await mail(async () => null)).toBe('attention mailNone');
  const refused = new MusterError('mail_sign_in_refused', { host: 'mail.example', reason: '535' });
  expect(await mail(() => Promise.reject(refused))).toBe('bad mailFailed');
  expect(await mail(() => Promise.reject(new Error('odd')))).toBe('unknown failed');
});

describe('reaching it by its name', () => {
  const reach = async (more: Partial<PreflightDeps>) => (await run(more)).reach;
  const there = {
    ...LOOPBACK,
    eth0: [
      { address: '127.0.0.9', netmask: '', family: 'IPv4' as const, mac: '', internal: false, cidr: null },
    ],
  };

  it('from this computer proves nothing of others', async () => {
    await listener.service.switchTo(true);
    expect(await reach({})).toMatchObject({ verdict: 'attention', found: 'reachAlone' });
  });

  it('another server answers, or none', async () => {
    listener.interfaces = there;
    await listener.service.switchTo(true);
    const overview = await listener.service.overview();
    const proxied = await makeListener({ authority, settings: { publicName: NAME } });
    await proxied.service.switchTo(true);
    // To Linux 0.0.0.0 is this machine, and it is no address of loopback: those mean each device itself.
    const seen = (publicPort: number) => ({ ...overview, settings: { ...overview.settings, publicPort } });
    const lookup = async () => ['127.0.0.1', '0.0.0.0'];
    const at = (publicPort: number) =>
      reach({ lookup, listener: { overview: async () => seen(publicPort) } });
    expect(await at(overview.settings.peoplePort)).toMatchObject({
      verdict: 'unknown',
      found: 'reachAnswered',
    });
    expect(await at(proxied.settings.peoplePort)).toMatchObject({
      verdict: 'attention',
      found: 'reachOther',
    });
    await proxied.service.switchTo(false);
    expect(await at(proxied.settings.peoplePort)).toMatchObject({ verdict: 'bad', found: 'reachNone' });
    await proxied.close();
  });
});

describe('a run', () => {
  it('waits for no check longer than ten seconds', async () => {
    const clock = createManualClock(systemClock.now());
    const begun = Promise.withResolvers<void>();
    const tryMail = () => {
      begun.resolve();
      return new Promise<never>(() => undefined);
    };
    const running = run({ clock, tryMail });
    await begun.promise;
    clock.advance(10_000);
    expect((await running).mail).toMatchObject({ verdict: 'unknown', found: 'late' });
  });

  it('can be cancelled in the middle of a check, and keeps the report before', async () => {
    const begun = Promise.withResolvers<void>();
    let hang = false;
    const preflight = createPreflight(
      deps({
        tryMail: (signal) => {
          if (!hang) return Promise.resolve(null);
          begun.resolve();
          return new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason)),
          );
        },
      }),
    );
    expect(preflight.last()).toBeNull();
    const report = await preflight.run(() => undefined, new AbortController().signal);
    hang = true;
    const cancelling = new AbortController();
    const told: string[] = [];
    const running = preflight.run(({ check }) => told.push(check), cancelling.signal);
    await begun.promise;
    cancelling.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toEqual(['listener', 'name', 'certificate', 'clock']);
    expect(preflight.last()).toBe(report);
  });

  it('gives up a server that takes the connection and says nothing', async () => {
    const silent = createTcp();
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await listener.service.switchTo(true);
    const overview = await listener.service.overview();
    const clock = createManualClock(systemClock.now());
    const knocked = new Promise<void>((resolve) => silent.once('connection', () => resolve()));
    const settings = { ...overview.settings, publicPort: port };
    const running = run({ clock, listener: { overview: async () => ({ ...overview, settings }) } });
    await knocked;
    clock.advance(4500);
    const { certificate } = await running;
    expect(certificate).toMatchObject({ verdict: 'good' });
    silent.close();
  });
});
