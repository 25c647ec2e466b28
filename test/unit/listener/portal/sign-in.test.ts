import { beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../../../support/fake-portal.ts';
import { type OpenDoor, openDoor, signedIn } from '../../../support/portal-room.ts';

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});

const CAMILLE = { userName: ' c.roux@riverside.example ', password: 'five plain words here' };

describe('the sign-in page', () => {
  it('is where the bare address leads', async () => {
    const { statusCode, headers } = await door.browser().get('/');
    expect([statusCode, headers.location]).toEqual([303, '/go']);
  });

  it('asks for what the mode wants', async () => {
    const fields = async (path: string) =>
      [...(await door.browser().get(path)).body.matchAll(/ autocomplete="([a-z-]+)"/g)].map(
        ([, name]) => name,
      );
    expect(await fields('/go')).toEqual(['username', 'current-password']);
    expect(await fields('/go?with=pin')).toEqual(['username', 'one-time-code']);
    door.portal.entranceNow.mode = 'pin';
    expect(await fields('/go')).toEqual(['username', 'one-time-code']);
    door.portal.entranceNow.mode = 'pin_and_password';
    expect(await fields('/go')).toEqual(['username', 'current-password', 'one-time-code']);
  });

  it('shows the organisation’s name as it is now', async () => {
    const browser = door.browser();
    expect((await browser.get('/go')).body).toContain('Riverside Schools');
    door.portal.entranceNow = { ...door.portal.entranceNow, organisation: 'R & S' };
    expect((await browser.get('/go')).body).toContain('R &amp; S');
  });

  it('speaks the language of the browser, until another one is picked', async () => {
    const browser = door.browser({ 'accept-language': 'fr-FR,fr;q=0.9' });
    expect((await browser.get('/go')).body).toContain('<html lang="fr">');
    const picked = await browser.get('/go?lang=en');
    expect(picked.body).toContain('<html lang="en">');
    expect((await browser.get('/go/pin')).body).toContain('<html lang="en">');
    expect((await browser.get('/go?lang=xx')).body).toContain('<html lang="en">');
  });

  it('offers to go on to somebody who is signed in', async () => {
    expect((await signedIn(door).get('/go')).body).toContain('You are signed in as Camille Roux.');
    expect((await door.browser().get('/go')).body).not.toContain('Camille');
  });
});

describe('signing in', () => {
  it('begins a session by a cookie of this host alone, and goes on', async () => {
    const { statusCode, headers } = await door.browser().send('/go', CAMILLE);
    expect([statusCode, headers.location]).toEqual([303, '/next']);
    expect([headers['set-cookie']].flat()).toContain(
      '__Host-muster=session-token; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(door.portal.given('signIn')).toEqual([
      [
        {
          who: { userName: 'c.roux@riverside.example' },
          password: 'five plain words here',
          pin: null,
          address: '127.0.0.1',
        },
      ],
    ]);
  });

  it('takes a PIN as people read it', async () => {
    await door.browser().send('/go', { userName: 'camille', pin: ' 4820 19-37 ', with: 'pin' });
    expect(door.portal.given('signIn')[0]?.[0]).toMatchObject({ pin: '48201937', password: null });
  });

  it('tells a refusal once, tied to the fields, and keeps what need not be typed again', async () => {
    door.portal.signInResult = { kind: 'refused' };
    const browser = door.browser();
    const { statusCode, body } = await browser.follow('/go', CAMILLE);
    expect(statusCode).toBe(200);
    expect(body).toContain('<title>Error: Sign in – Riverside Schools</title>');
    expect(body).toMatch(/role="alert" id="said"/);
    expect(body).toMatch(/<input id="password"[^>]* aria-invalid="true" autofocus aria-describedby="said">/);
    expect(body).toContain('value="c.roux@riverside.example"');
    expect(body).not.toContain(CAMILLE.password);
    expect((await browser.get('/go')).body).not.toContain('role="alert"');
  });

  it('says until when to wait', async () => {
    door.portal.signInResult = { kind: 'slow_down', until: NOW + 4 * 60_000 };
    expect((await door.browser().follow('/go', CAMILLE)).body).toContain('try again in 4 minutes');
  });

  it('stays with the PIN when that was the way', async () => {
    door.portal.signInResult = { kind: 'refused' };
    const { headers } = await door.browser().send('/go', { userName: 'camille', pin: '1', with: 'pin' });
    expect(headers.location).toBe('/go?with=pin');
  });

  it.each<Record<string, string>>([
    {},
    { userName: 'camille' },
    { password: 'x' },
    { userName: 'x'.repeat(255), password: 'x' },
    { userName: 'camille', password: 'x'.repeat(257) },
  ])('asks nobody about a form that cannot be meant: %#', async (form) => {
    expect((await door.browser().follow('/go', form)).body).toContain('Something is missing.');
    expect(door.portal.given('signIn')).toEqual([]);
  });

  it('passes over fields it does not know, and ones that come twice', async () => {
    const { statusCode } = await door.server.inject({
      method: 'POST',
      url: '/go',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'userName=a&userName=b&password=x&__proto__=1&constructor=2',
    });
    expect(statusCode).toBe(303);
    expect(door.portal.given('signIn')).toEqual([]);
  });
});

describe('asking for a new PIN', () => {
  it('answers the same, whoever it is', async () => {
    const answer = async (userName: string) => {
      const { headers, statusCode } = await door.browser().send('/go/pin', { userName });
      return [statusCode, headers.location];
    };
    expect(await answer('camille')).toEqual(await answer('nobody'));
    expect((await door.browser().follow('/go/pin', { userName: 'camille' })).body).toContain(
      'A new PIN is on its way, if it can be sent.',
    );
    expect(door.portal.given('requestPin')[0]?.[0]).toEqual({
      who: { userName: 'camille' },
      address: '127.0.0.1',
    });
  });

  it('tells who asked too often until when to wait', async () => {
    door.portal.waitUntil = NOW + 3_600_000;
    const { body } = await door.browser().follow('/go/pin', { userName: 'camille' });
    expect(body).toContain('Wait, and try again in 60 minutes.');
    expect(body).not.toContain('A new PIN is on its way');
  });
});

describe('forms from elsewhere', () => {
  const sent = (headers: Record<string, string>) =>
    door.server.inject({
      method: 'POST',
      url: '/go',
      headers: { host: 'localhost:8443', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: 'userName=camille&password=x',
    });

  it.each<Record<string, string>>([
    {},
    { origin: 'https://evil.example' },
    { origin: 'https://localhost:8444' },
    { origin: 'http://localhost:8443' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://localhost:8443' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('are refused: %j', async (headers) => {
    const { statusCode, body } = await sent(headers);
    expect(statusCode).toBe(403);
    expect(body).toContain('This form came from somewhere else');
    expect(door.portal.given('signIn')).toEqual([]);
  });

  it.each<Record<string, string>>([
    { origin: 'https://localhost:8443' },
    { origin: 'https://LOCALHOST:8443' },
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
  ])('are none of these: %j', async (headers) => {
    expect((await sent(headers)).statusCode).toBe(303);
  });
});
