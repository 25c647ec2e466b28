import { beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../../../support/fake-portal.ts';
import { LINK, type OpenDoor, openDoor } from '../../../support/portal-room.ts';

const COMPUTER = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
};

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});

describe('an open invitation', () => {
  it('says whom it is for, until when, and asks for what its user has', async () => {
    const { statusCode, body } = await door.browser().get(`/i/${LINK}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Hello Camille Roux');
    expect(body).toContain('until December\u00a05,\u00a02026');
    expect(body).toContain('autocomplete="one-time-code"');
    expect(body).not.toContain('current-password');
    expect(door.portal.given('openLink')).toEqual([[LINK]]);
  });

  it('tells who comes from the organisation’s directory which password is meant', async () => {
    door.portal.fate = {
      kind: 'open',
      name: 'Camille',
      asks: { pin: false, password: 'directory' },
      until: NOW,
    };
    const { body } = await door.browser().get(`/i/${LINK}`);
    expect(body).toContain('Network password');
    expect(body).not.toContain('one-time-code');
  });

  it('shows a QR code of its link on a computer, and none on a phone', async () => {
    const { body } = await door.browser(COMPUTER).get(`/i/${LINK}`);
    const address = `https://localhost:8443/i/${LINK}`;
    expect(body).toContain(`<path d="M0 0h${address.length}v1z"`);
    expect(body.replaceAll('<wbr>', '')).toContain('https://localhost:8443/go');
    expect((await door.browser().get(`/i/${LINK}`)).body).not.toContain('<svg');
  });

  it('is drawn anew when anything it says has changed', async () => {
    const browser = door.browser(COMPUTER);
    const shown = async (link = LINK) => (await browser.get(`/i/${link}`)).body;
    const first = await shown();
    expect(await shown()).toBe(first);
    const { fate } = door.portal;
    if (fate.kind !== 'open') throw new Error('it is open');
    door.portal.fate = { ...fate, name: 'Camille Blanc' };
    expect(await shown()).toContain('Hello Camille Blanc');
    door.portal.fate = { ...fate, asks: { pin: false, password: 'own' } };
    expect(await shown()).toContain('current-password');
    door.portal.fate = { ...fate, until: fate.until + 86_400_000 };
    expect(await shown()).toContain('until December\u00a06,\u00a02026');
    door.portal.fate = fate;
    door.portal.entranceNow = { ...door.portal.entranceNow, organisation: 'Lakeside' };
    expect(await shown()).toContain('Lakeside');
    expect(await shown('another-link-of-camille')).toContain('action="/i/another-link-of-camille"');
    browser.cookies.set('lang', 'fr');
    expect(await shown()).toContain('<html lang="fr">');
    door.portal.fate = { kind: 'cancelled' };
    expect(await shown()).not.toContain('Camille');
  });

  it('signs in by its link', async () => {
    const { headers } = await door.browser().send(`/i/${LINK}`, { pin: '4820 1937' });
    expect(headers.location).toBe('/next');
    expect(door.portal.given('signIn')[0]?.[0]).toEqual({
      who: { link: LINK },
      password: null,
      pin: '48201937',
      address: '127.0.0.1',
    });
  });

  it('tells a refusal on its own page', async () => {
    door.portal.signInResult = { kind: 'refused' };
    const { body } = await door.browser().follow(`/i/${LINK}`, { pin: '1' });
    expect(body).toContain('That did not match.');
    expect(body).toMatch(
      /<input id="pin"[^>]* aria-invalid="true" autofocus aria-describedby="said pin-hint">/,
    );
  });

  it('has a new PIN sent, and says so', async () => {
    const { body } = await door.browser().follow(`/i/${LINK}/pin`);
    expect(door.portal.given('requestPin')).toEqual([[{ who: { link: LINK }, address: '127.0.0.1' }]]);
    expect(body).toContain('role="status"');
  });

  it('is not opened by who only asks whether it is there', async () => {
    const { statusCode } = await door.server.inject({ method: 'HEAD', url: `/i/${LINK}` });
    expect(statusCode).toBe(200);
    expect(door.portal.calls).toEqual([]);
  });
});

describe('a link that leads nowhere', () => {
  it.each([
    ['unknown', 404, 'This link is not known here'],
    ['outdated', 410, 'This link is from an earlier time'],
    ['expired', 410, 'This invitation has expired'],
    ['used', 410, 'This invitation has been used'],
    ['cancelled', 410, 'This invitation was withdrawn'],
  ] as const)('explains itself: %s', async (kind, status, title) => {
    door.portal.fate = { kind };
    const { statusCode, body } = await door.browser().get(`/i/${LINK}`);
    expect(statusCode).toBe(status);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect(body).toContain('href="/go"');
    expect(body).not.toContain('Camille');
  });

  it.each([
    'x',
    'a'.repeat(65),
    '%3Cscript%3E',
    `${LINK}.`,
  ])('is not looked for when it is none: %s', async (token) => {
    const { statusCode, body } = await door.browser().get(`/i/${token}`);
    expect(statusCode).toBe(404);
    expect(body).toContain('This link is not known here');
    expect(body).not.toContain('script');
    expect(door.portal.calls).toEqual([]);
  });

  it.each([`/i/${LINK}/go`, '/whatever/go'])('leads to the sign-in page by /go: %s', async (path) => {
    const { statusCode, headers } = await door.browser().get(path);
    expect([statusCode, headers.location]).toEqual([303, '/go']);
    expect(door.portal.calls).toEqual([]);
  });
});
