import { beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import { NOW, visitAt } from '../../../support/fake-portal.ts';
import { LINK, type OpenDoor, openDoor, SESSION, signedIn } from '../../../support/portal-room.ts';

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});

describe('the self-service page', () => {
  it('lists the person’s own devices, and nothing that is not known', async () => {
    door.portal.own = [
      {
        name: 'iPhone <15>',
        model: 'iPhone <15>',
        serial: 'F9GX44KPLMN',
        platform: 'ios',
        state: 'active',
        lastSeenAt: NOW - 7_200_000,
      },
      {
        name: 'Box',
        model: null,
        serial: null,
        platform: 'toaster',
        state: 'provider:ODD',
        lastSeenAt: null,
      },
    ];
    const { body } = await signedIn(door).get('/me');
    expect(body).toContain('<h2>iPhone &lt;15&gt;</h2>');
    expect(body).toContain('<dd>2 hours ago</dd>');
    expect(body).toContain('<dd>toaster</dd><dt>State</dt><dd>ODD</dd>');
    expect(body.match(/<dt>Model<\/dt>/g)).toBeNull();
    expect(body.match(/<dt>Last seen<\/dt>/g)).toHaveLength(1);
  });

  it('offers to change a password that is kept here, and no other', async () => {
    expect((await signedIn(door).get('/me')).body).toContain('/me/password');
    door.portal.visits.set(SESSION, visitAt('device', { password: 'directory' }));
    expect((await signedIn(door).get('/me')).body).not.toContain('/me/password');
  });

  it('makes a fresh QR code each time it is asked to, and shows it until it is over', async () => {
    const browser = signedIn(door);
    expect((await browser.send('/me/qr')).headers.location).toBe('/me/qr');
    const { body } = await browser.get('/me/qr');
    const length = 'https://localhost:8443/t/handover-token-1'.length;
    expect(body).toContain(`<path d="M0 0h${length}v1z"`);
    expect(body).toContain('8 minutes');
    await browser.send('/me/qr');
    expect(door.portal.given('handover')).toHaveLength(2);
    door.now += 8 * 60_000;
    expect((await browser.get('/me/qr')).body).toContain('The code has expired.');
    expect(door.portal.given('handover')).toHaveLength(2);
  });

  it('says why no code can be made', async () => {
    door.portal.fails.set('handover', new MusterError('not_ready'));
    expect((await signedIn(door).follow('/me/qr')).body).toContain('A code cannot be made now.');
    door.portal.fails.set('handover', new MusterError('pin_spent'));
    expect((await signedIn(door).follow('/me/qr')).body).toContain('Your PIN has been used.');
  });

  it('changes the password by the current one', async () => {
    const browser = signedIn(door);
    const form = { current: 'old one', password: 'a new and longer one', repeat: 'a new and longer one' };
    expect((await browser.follow('/me/password', form)).body).toContain('Your password is changed.');
    expect(door.portal.given('setPassword')).toEqual([
      [SESSION, { password: 'a new and longer one', current: 'old one' }],
    ]);
    door.portal.fails.set(
      'setPassword',
      new MusterError('bad_input', { field: 'current', problem: 'wrong' }),
    );
    expect((await browser.follow('/me/password', form)).body).toMatch(
      /The current password is not right[\s\S]*<input id="current"[^>]* aria-invalid="true"/,
    );
  });

  it('signs out, and leaves nothing in the browser but its language', async () => {
    const browser = signedIn(door);
    await browser.get('/me?lang=fr');
    await browser.send('/me/qr');
    expect((await browser.follow('/out')).body).toContain('Vous êtes déconnecté.');
    expect([...browser.cookies.keys()]).toEqual(['lang']);
    expect(door.portal.given('signOut')).toEqual([[SESSION]]);
  });
});

describe('a device that read the QR code', () => {
  it('is asked whether to go on, and uses the code up only then', async () => {
    const browser = door.browser();
    const { body } = await browser.get(`/t/${LINK}`);
    expect(body).toContain('Continue as Camille Roux');
    expect(door.portal.given('takeHandover')).toEqual([]);
    const device = browser.cookies.get('__Host-device');
    expect((await browser.send(`/t/${LINK}`)).headers.location).toBe('/next');
    await browser.send(`/t/${LINK}`);
    expect(door.portal.given('takeHandover')).toEqual([
      [LINK, device],
      [LINK, device],
    ]);
    expect(browser.cookies.get('__Host-muster')).toBe('session-token');
  });

  it('is told when another device was first', async () => {
    door.portal.signInResult = { kind: 'refused' };
    const browser = door.browser();
    await browser.get(`/t/${LINK}`);
    const { statusCode, body } = await browser.follow(`/t/${LINK}`);
    expect(statusCode).toBe(410);
    expect(body).toContain('This code no longer works');
  });

  it('is told when the code is over, unless it went on already', async () => {
    door.portal.handoverOf = null;
    const { statusCode, body } = await door.browser().get(`/t/${LINK}`);
    expect(statusCode).toBe(410);
    expect(body).toContain('A code is valid for a few minutes and for one device.');
    expect((await signedIn(door).get(`/t/${LINK}`)).headers.location).toBe('/next');
    expect((await door.browser().get('/t/x')).statusCode).toBe(410);
  });
});
