import { beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import { visitAt } from '../../../support/fake-portal.ts';
import { type OpenDoor, openDoor, SESSION, signedIn } from '../../../support/portal-room.ts';

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});
const at = (step: Parameters<typeof visitAt>[0]) => {
  door.portal.visits.set(SESSION, visitAt(step));
  return signedIn(door);
};

describe('what comes next', () => {
  it.each([
    ['pin', '/next/pin'],
    ['password', '/next/password'],
    ['terms', '/next/terms'],
    ['device', '/device'],
  ] as const)('is the page of the step %s, wherever one asks', async (step, path) => {
    const browser = at(step);
    expect((await browser.get('/next')).headers.location).toBe(path);
    expect((await browser.get(path)).statusCode).toBe(200);
    for (const other of ['/next/pin', '/next/password', '/next/terms', '/device', '/me', '/me/qr']) {
      if (other === path || step === 'device') continue;
      const { statusCode, headers } = await browser.get(other);
      expect([other, statusCode, ['/next', path].includes(String(headers.location))]).toEqual([
        other,
        303,
        true,
      ]);
    }
  });

  it.each([
    '/next',
    '/next/pin',
    '/next/password',
    '/next/terms',
    '/device',
    '/me',
    '/me/qr',
    '/me/password',
  ])('is the sign-in page for strangers: %s', async (path) => {
    const { statusCode, headers } = await door.browser().get(path);
    expect([statusCode, headers.location]).toEqual([303, '/go']);
  });

  it('is signing in again when the session is over, and the browser forgets it', async () => {
    door.portal.visits.clear();
    const browser = signedIn(door);
    expect((await browser.get('/device')).headers.location).toBe('/go');
    expect(browser.cookies.has('__Host-muster')).toBe(false);
    expect((await browser.get('/go')).body).toContain('Please sign in again.');
  });

  it('speaks the person’s own language from then on, unless another was picked', async () => {
    const visit = visitAt('device');
    door.portal.visits.set(SESSION, { ...visit, user: { ...visit.user, language: 'fr' } });
    const browser = signedIn(door);
    await browser.get('/next');
    expect((await browser.get('/device')).body).toContain('<html lang="fr">');
    const other = signedIn(door);
    await other.get('/go?lang=en');
    await other.get('/next');
    expect((await other.get('/device')).body).toContain('<html lang="en">');
  });
});

describe('the PIN as well', () => {
  it('is proved, and the session goes on under its new name', async () => {
    const browser = at('pin');
    expect((await browser.send('/next/pin', { pin: '4820-1937' })).headers.location).toBe('/next');
    expect(door.portal.given('provePin')).toEqual([[SESSION, '48201937', '127.0.0.1']]);
    expect(browser.cookies.get('__Host-muster')).toBe('session-token');
  });

  it('is refused on its own page', async () => {
    door.portal.signInResult = { kind: 'refused' };
    expect((await at('pin').follow('/next/pin', { pin: '1' })).body).toContain('That did not match.');
  });

  it('is asked for anew', async () => {
    await at('pin').send('/next/pin/new');
    expect(door.portal.given('requestPin')).toEqual([
      [{ who: { userName: 'c.roux@riverside.example' }, address: '127.0.0.1' }],
    ]);
  });
});

describe('a first password', () => {
  const words = 'five plain words here';

  it('is set when it was typed twice alike', async () => {
    const { headers } = await at('password').send('/next/password', { password: words, repeat: words });
    expect(headers.location).toBe('/next');
    expect(door.portal.given('setPassword')).toEqual([[SESSION, { password: words, current: null }]]);
  });

  it('is not set when the two differ', async () => {
    const { body } = await at('password').follow('/next/password', { password: words, repeat: 'others' });
    expect(body).toContain('The two passwords differ.');
    expect(door.portal.given('setPassword')).toEqual([]);
  });

  it.each([
    [new MusterError('password_weak', { least: 12, reason: 'short' }), 'at least 12 characters'],
    [new MusterError('password_weak', { least: 12, reason: 'common' }), 'Many people use it'],
    [new MusterError('password_weak', { least: 12, reason: 'personal' }), 'made of your name'],
    [new MusterError('pin_spent'), 'Your PIN has been used.'],
    [new MusterError('password_elsewhere'), 'Your password is not kept here.'],
  ])('is refused with its reason: %s', async (failure, text) => {
    door.portal.fails.set('setPassword', failure);
    const { body } = await at('password').follow('/next/password', { password: words, repeat: words });
    expect(body).toContain(text);
    expect(body).not.toContain(words);
  });

  it('is set once by a button that was pressed twice', async () => {
    door.portal.fails.set(
      'setPassword',
      new MusterError('bad_input', { field: 'current', problem: 'wrong' }),
    );
    const browser = at('password');
    const { headers } = await browser.send('/next/password', { password: words, repeat: words });
    expect([headers.location, browser.cookies.has('__Host-said')]).toEqual(['/next', false]);
  });

  it('leads back to signing in when the session ended meanwhile', async () => {
    door.portal.fails.set('setPassword', new MusterError('not_signed_in'));
    const { headers } = await at('password').send('/next/password', { password: words, repeat: words });
    expect(headers.location).toBe('/go');
  });

  it('leaves what is nobody’s doing to the listener', async () => {
    door.portal.fails.set('setPassword', new MusterError('disk_full'));
    const { statusCode } = await at('password').send('/next/password', { password: words, repeat: words });
    expect(statusCode).toBe(500);
  });
});

describe('the terms of use', () => {
  const sealIn = (body: string) => /name="terms" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';

  it('are accepted as they were read', async () => {
    const browser = at('terms');
    const { body } = await browser.get('/next/terms');
    expect(body).toContain('Report its loss at once.');
    expect((await browser.send('/next/terms', { terms: sealIn(body) })).headers.location).toBe('/next');
    expect(door.portal.given('acceptTerms')).toEqual([
      [SESSION, 'Use the device with care.\n\nReport its loss at once.'],
    ]);
  });

  it('are shown again when they changed meanwhile', async () => {
    const browser = at('terms');
    const { body } = await browser.get('/next/terms');
    door.portal.visits.set(SESSION, visitAt('terms', { terms: 'Others.' }));
    expect((await browser.follow('/next/terms', { terms: sealIn(body) })).body).toContain(
      'The terms have changed meanwhile.',
    );
    expect(door.portal.given('acceptTerms')).toEqual([]);
  });

  it('cannot be more than text', async () => {
    door.portal.visits.set(SESSION, visitAt('terms', { terms: '</div><img src=x>' }));
    expect((await signedIn(door).get('/next/terms')).body).toContain('&lt;/div&gt;&lt;img src=x&gt;');
  });
});
