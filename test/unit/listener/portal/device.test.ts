import { beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../electron/model/error-codes.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import { type OpenDoor, OWN_AUTHORITY, openDoor, SESSION, signedIn } from '../../../support/portal-room.ts';

const MAC = {
  'user-agent':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
};

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});

describe('the page for a device', () => {
  it('says honestly what cannot be done yet, and what can be prepared', async () => {
    const { body } = await signedIn(door).get('/device');
    expect(body).toContain('<h1>Register this iPhone</h1>');
    expect(body).toContain('Not possible here yet.');
    expect(body).toContain('iOS 12.2 or later');
    expect(body).toContain('href="/authority.crt"');
    expect(body).toContain('Riverside Schools authority');
    expect(body).toContain('AB AB AB');
    expect(body).not.toContain('/device/begin');
  });

  it('asks to trust no certificate that others vouch for', async () => {
    door.pki.overview = { ...OWN_AUTHORITY, server: null };
    expect((await signedIn(door).get('/device')).body).not.toContain('/authority.crt');
  });

  it.each([
    ['android', 'Android 9 or later'],
    ['macos', 'macOS 11 or later'],
    ['windows', 'Windows 10 or later'],
    ['hololens', 'HoloLens 2'],
    ['chromeos', 'registered in Google Admin'],
    ['other', 'cannot be registered'],
  ])('is about another kind when it is picked: %s', async (platform, text) => {
    const { body } = await signedIn(door).get(`/device?platform=${platform}`);
    expect(body).toContain(text);
    expect(body).toContain(`href="?platform=${platform}&amp;lang=fr"`);
  });

  it('is about the device that asks when the kind is invented', async () => {
    expect((await signedIn(door).get('/device?platform=toaster')).body).toContain('Register this iPhone');
  });

  it('begins where devices of the kind can be registered', async () => {
    door.portal.platforms = ['ios'];
    const browser = signedIn(door);
    expect((await browser.get('/device')).body).toContain('action="/device/begin"');
    const { statusCode, headers } = await browser.send('/device/begin', { platform: 'ios' });
    expect([statusCode, headers.location]).toEqual([303, '/apple/begin/ios']);
    expect(door.portal.given('begin')).toEqual([[SESSION, 'ios']]);
  });

  it('offers no begin on a device of another kind, but to an iPad that looks like a Mac', async () => {
    door.portal.platforms = ['ipados', 'android'];
    const browser = signedIn(door, MAC);
    expect((await browser.get('/device?platform=android')).body).not.toContain('/device/begin');
    expect((await browser.get('/device?platform=ipados')).body).toContain('/device/begin');
    expect((await browser.get('/device')).body).toContain('An iPad can look like a Mac');
  });

  it.each<[ErrorCode, string]>([
    ['device_limit', 'You have as many devices as you may have.'],
    ['pin_spent', 'Your PIN has been used.'],
    ['platform_not_ready', 'This is not possible at the moment.'],
    ['not_ready', 'This is not possible at the moment.'],
  ])('tells why it cannot begin: %s', async (code, text) => {
    door.portal.fails.set('begin', new MusterError(code));
    expect((await signedIn(door).follow('/device/begin', { platform: 'ios' })).body).toContain(text);
  });
});

describe('on a computer', () => {
  const codes = () => door.portal.given('handover').length;

  it('shows a QR code to go on with the phone, the same one after a reload', async () => {
    const browser = signedIn(door, MAC);
    const { body } = await browser.get('/device');
    expect(body).toContain('<svg class="code"');
    expect(body).toContain('8 minutes');
    door.now += 3 * 60_000;
    expect((await browser.get('/device')).body).toContain('5 minutes');
    expect(codes()).toBe(1);
    door.now += 5 * 60_000;
    await browser.get('/device');
    expect(codes()).toBe(2);
  });

  it('spends no PIN by being looked at', async () => {
    door.portal.entranceNow.mode = 'pin';
    const browser = signedIn(door, MAC);
    const { body } = await browser.get('/device');
    expect(body).toContain('action="/me/qr"');
    expect(body).toContain('A PIN is good for one device');
    expect(codes()).toBe(0);
    expect((await browser.follow('/me/qr')).body).toContain('<svg class="code"');
  });

  it('does without one where none can be made', async () => {
    door.portal.fails.set('handover', new MusterError('not_ready'));
    const { body } = await signedIn(door, MAC).get('/device');
    expect(body).not.toContain('<svg');
    expect(body.replaceAll('<wbr>', '')).toContain('https://localhost:8443/go');
  });

  it('believes no address that is not its own', async () => {
    const browser = signedIn(door, MAC);
    const forged = { url: 'https://evil.example/t/x', until: door.now + 300_000 };
    browser.cookies.set('__Host-code', Buffer.from(JSON.stringify(forged)).toString('base64url'));
    await browser.get('/device');
    expect(codes()).toBe(1);
  });
});
