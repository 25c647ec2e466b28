import { beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/model/errors.ts';
import { type AppleDoorBench, appleDoor, BEGUN, MINUTE, SAFARI, TOKEN } from './apple-door.ts';

const PAGE = `/apple/${TOKEN}`;
const MINE = { '__Host-device': 'my-browser' };

let door: AppleDoorBench;
beforeEach(async () => {
  door = await appleDoor();
});

const seen = async (path = PAGE, cookies: Record<string, string> = MINE) =>
  (await door.get(path, cookies)).body;

describe('the download', () => {
  it('begins with a button, the time left, and the time it ends', async () => {
    const { body, headers, statusCode } = await door.get(PAGE);
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>Download the profile</h1>');
    expect(body).toContain('Step 1 of 3');
    expect(body).toContain('8 minutes left');
    expect(body).toMatch(/can be installed until \d{1,2}:08[\s\u00a0\u202f][AP]M/);
    expect(body).toContain(`href="${PAGE}/install"`);
    expect(headers.refresh).toBe(`5; url=${PAGE}`);
    expect(headers['set-cookie']).toMatch(/^__Host-device=[\w-]{22};.*HttpOnly; Secure; SameSite=Lax$/);
  });

  it('counts down', async () => {
    door.now += 5 * MINUTE + 1000;
    expect(await seen()).toContain('3 minutes left');
    door.now = BEGUN.until - 2500;
    expect((await door.get(PAGE)).headers.refresh).toBe(`3; url=${PAGE}`);
  });

  it('is handed to the browser that was given the page, in its language', async () => {
    const { headers, rawPayload } = await door.get(`${PAGE}/profile`, { ...MINE, lang: 'fr' });
    expect(headers).toMatchObject({
      'content-type': 'application/x-apple-aspen-config',
      'content-disposition': 'attachment; filename="Riverside-Schools.mobileconfig"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect([...rawPayload]).toEqual([0x30, 0x82]);
    expect(door.handed).toEqual([['my-browser', 'fr']]);
  });

  it('sends a browser nobody knows to the page first, and takes nothing', async () => {
    const { statusCode, headers } = await door.get(`${PAGE}/profile`);
    expect([statusCode, headers.location]).toEqual([303, PAGE]);
    expect(door.handed).toEqual([]);
  });

  it('is put aside by a Mac’s browser, so that the page goes on', async () => {
    door.progress = { ...BEGUN, platform: 'macos' };
    const body = await seen();
    expect(body).toContain(`href="${PAGE}/profile" download>`);
    expect(body).toContain('Be signed in to this Mac as the person who will use it');
    expect(body).toContain('An iPad can look like a Mac');
  });

  it('tells how to trust our own authority first, where there is one, and a Mac nothing of it', async () => {
    expect(await seen()).toContain('href="/device?platform=ios#certificate"');
    door.progress = { ...BEGUN, platform: 'macos' };
    expect(await seen()).not.toContain('#certificate');
    door.progress = BEGUN;
    door.overview = { ...door.overview, server: null };
    expect(await seen()).not.toContain('#certificate');
  });

  it.each([
    ['Chrome', SAFARI.replace('Version/18.6', 'CriOS/140.0')],
    ['a page within an application', SAFARI.replace(/ Version.*$/, ' Mobile/15E148')],
  ])('asks for Safari on an iPhone: %s', async (_browser, agent) => {
    const { body } = await door.get(PAGE, MINE, { 'user-agent': agent });
    expect(body).toContain('Use Safari.');
    expect(body.replaceAll('<wbr>', '')).toContain(`https://localhost:8443${PAGE}`);
    expect(await seen()).not.toContain('Use Safari.');
  });
});

describe('the installation', () => {
  it('is told step by step on an iPhone, while the profile is handed over by itself', async () => {
    const { body, headers } = await door.get(`${PAGE}/install`, MINE);
    expect(headers.refresh).toBe(`1; url=${PAGE}/profile`);
    const told = [
      'tap Allow',
      '“Profile Downloaded”',
      'enter the passcode',
      'tap Install again',
      'tap Trust',
      'I understand',
    ];
    expect(told.map((text) => body.indexOf(text)).every((at, i, all) => at > (all[i - 1] ?? 0))).toBe(true);
    expect(body).toContain(`href="${PAGE}">I understand`);
  });

  it('hands nothing over twice by itself, but when asked to', async () => {
    door.progress = { ...BEGUN, browser: 'my-browser', downloaded: true };
    expect((await door.get(`${PAGE}/install`, MINE)).headers.refresh).toBeUndefined();
    expect((await door.get(`${PAGE}/install?again=1`, MINE)).headers.refresh).toBe(`1; url=${PAGE}/profile`);
    expect(await seen()).toContain(`href="${PAGE}/install?again=1"`);
  });

  it('is waited for, with a word on what happens when it is stopped', async () => {
    door.progress = { ...BEGUN, browser: 'my-browser', downloaded: true };
    const { body, headers } = await door.get(PAGE, MINE);
    expect(body).toContain('Waiting for your iPhone');
    expect(body).toContain('the same profile can be installed until');
    expect(headers.refresh).toBe(`8; url=${PAGE}`);
  });

  it('names the place of profiles in every macOS, and the system password', async () => {
    door.progress = { ...BEGUN, platform: 'macos', browser: 'my-browser', downloaded: true };
    const body = await seen();
    for (const text of [
      'double-click the file',
      'General, Device Management',
      'Privacy &amp; Security, Profiles',
      'system password',
    ])
      expect(body).toContain(text);
  });

  it('shows the steps of another kind when it is picked, and keeps that', async () => {
    door.progress = { ...BEGUN, platform: 'macos', browser: 'my-browser', downloaded: true };
    const { body, headers } = await door.get(`${PAGE}?kind=ipados`, MINE);
    expect(body).toContain('Waiting for your iPad');
    expect(headers.refresh).toBe(`8; url=${PAGE}?kind=ipados`);
    expect(body).toContain('href="?kind=ipados&amp;lang=fr"');
    expect(await seen(`${PAGE}?kind=toaster`)).toContain('Waiting for your Mac');
  });

  it('is not looked at by itself for who does not want that', async () => {
    const { headers, body } = await door.get(`${PAGE}?still=1`, MINE);
    expect(headers.refresh).toBeUndefined();
    expect(body).toContain('This page no longer goes on by itself.');
  });

  it('that was stopped half-way is begun again with another download', async () => {
    door.progress = { platform: 'ios', browser: 'my-browser', kind: 'installing', until: door.now + MINUTE };
    const { body, headers } = await door.get(PAGE, MINE);
    expect(body).toContain('<h1>Almost done</h1>');
    expect(body).toContain(`href="${PAGE}/install?again=1"`);
    expect(headers.refresh).toBe(`4; url=${PAGE}`);
    expect((await door.get(`${PAGE}/install?again=1`, MINE)).headers.refresh).toBe(`1; url=${PAGE}/profile`);
    door.now += MINUTE;
    expect(await seen()).toContain('action="/device/begin"');
  });
});

describe('the end', () => {
  it('is a registered device, and nothing more is looked for', async () => {
    door.progress = { platform: 'macos', browser: 'another', kind: 'done', deviceName: '<Camille>’s Mac' };
    const { body, headers, statusCode } = await door.get(PAGE);
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>This Mac is registered</h1>');
    expect(body).toContain('&lt;Camille&gt;’s Mac');
    expect(headers.refresh).toBeUndefined();
  });

  it('that came too early says why, and begins again for who is signed in', async () => {
    door.progress = { platform: 'ipados', browser: 'my-browser', kind: 'expired' };
    const { body, statusCode } = await door.get(PAGE, { ...MINE, '__Host-muster': 'a-session' });
    expect(statusCode).toBe(410);
    expect(body).toContain('so that nobody else can use it later');
    expect(body).toContain('You are still signed in');
    expect(body).toMatch(
      /<form method="post" action="\/device\/begin"><input type="hidden" name="platform" value="ipados">/,
    );
    expect(await seen()).toContain('you may be asked to sign in first');
  });

  it('for a second browser says that another one has it, and hands it nothing', async () => {
    door.progress = { ...BEGUN, browser: 'another', downloaded: true };
    const page = await door.get(PAGE, MINE);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain('Another browser has this registration');
    door.fails = new MusterError('ticket_gone');
    const profile = await door.get(`${PAGE}/profile`, MINE);
    expect([profile.statusCode, profile.headers['content-disposition']]).toEqual([410, undefined]);
    expect(profile.body).toContain('Another browser has this registration');
  });

  it('of a profile asked for too late is the page that says so', async () => {
    door.progress = { platform: 'ios', browser: 'my-browser', kind: 'expired' };
    door.fails = new MusterError('ticket_gone');
    const { statusCode, body } = await door.get(`${PAGE}/profile`, MINE);
    expect(statusCode).toBe(410);
    expect(body).toContain('The time for this is over');
  });

  it('is the same for every address that leads nowhere', async () => {
    const asked = [
      '/apple/short',
      `/apple/${'x'.repeat(43)}`,
      `/apple/${'y'.repeat(43)}/install`,
      `/apple/${'z'.repeat(64)}`,
    ];
    const answers = await Promise.all(asked.map((path) => door.get(path, MINE)));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(404);
    expect(answers.every(({ headers }) => headers['set-cookie'] === undefined)).toBe(true);
    door.fails = new MusterError('ticket_gone');
    const profile = await door.get(`/apple/${'x'.repeat(43)}/profile`, MINE);
    expect(profile.body).toBe(answers[0]?.body);
  });
});
