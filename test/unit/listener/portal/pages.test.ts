import Fastify from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { portalErrorPage } from '../../../../electron/listener/portal/error-page.ts';
import { visitAt } from '../../../support/fake-portal.ts';
import { faultsOf } from '../../../support/page-check.ts';
import { LINK, type OpenDoor, openDoor, SESSION, signedIn } from '../../../support/portal-room.ts';

const COMPUTER = { 'sec-ch-ua-platform': '"macOS"' };
const PLATFORMS = ['ios', 'ipados', 'macos', 'android', 'windows', 'hololens', 'chromeos', 'other'] as const;

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});

async function everyPage(language: string): Promise<string[]> {
  const { portal } = door;
  const pages: string[] = [];
  const see = async (path: string, session = true): Promise<void> => {
    const headers = { ...COMPUTER, 'accept-language': language };
    const browser = session ? signedIn(door, headers) : door.browser(headers);
    const { body, statusCode } = await browser.get(path);
    if (statusCode === 303) throw new Error(`${path} leads elsewhere`);
    pages.push(body);
  };
  for (const mode of ['password', 'pin', 'pin_and_password'] as const) {
    portal.entranceNow.mode = mode;
    for (const path of ['/go', '/go?with=pin', '/go/pin']) await see(path, false);
    for (const path of ['/go', '/me', '/device', `/i/${LINK}`]) await see(path);
  }
  for (const step of ['pin', 'password', 'terms'] as const) {
    portal.visits.set(SESSION, visitAt(step));
    await see(`/next/${step}`);
  }
  portal.visits.set(SESSION, visitAt('device'));
  for (const kinds of [[], PLATFORMS]) {
    portal.platforms = [...kinds];
    for (const platform of PLATFORMS) await see(`/device?platform=${platform}`);
  }
  for (const path of ['/me/password', '/me/qr', `/t/${LINK}`]) await see(path);
  for (const kind of ['unknown', 'outdated', 'expired', 'used', 'cancelled'] as const) {
    portal.fate = { kind };
    await see(`/i/${LINK}`, false);
  }
  portal.handoverOf = null;
  await see(`/t/${LINK}`, false);
  return pages;
}

describe('every page', () => {
  it.each(['en', 'fr'])('can be read by everybody, and loads nothing: %s', async (language) => {
    const pages = await everyPage(language);
    expect(pages).toHaveLength(49);
    for (const page of pages) {
      expect(faultsOf(page), page).toEqual([]);
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
  });

  it('is kept by nobody, framed by nobody, and runs no script', async () => {
    const { headers } = await signedIn(door).get('/me');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('that fails keeps the same policy and names nobody', () => {
    for (const status of [400, 403, 404, 405, 413, 421, 429, 431, 500, 503]) {
      for (const language of ['en', 'fr'] as const) {
        const page = portalErrorPage(status, language);
        expect(faultsOf(page)).toEqual([]);
        expect(page).not.toMatch(/Riverside|Muster/);
      }
    }
  });

  it('leave the door of devices alone', async () => {
    const server = Fastify();
    await door.room.routes('devices', server);
    expect((await server.inject('/go')).statusCode).toBe(404);
  });

  it('are drawn for what the listener refuses, in the browser’s language', () => {
    const page = door.room.refusal?.(429, 'fr-FR');
    expect(page?.body).toContain('<h1>Trop de demandes</h1>');
    expect(page?.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
    expect(page?.headers['content-security-policy']).toContain("style-src 'self'");
  });
});

describe('the files', () => {
  it('have a style sheet that is kept for good', async () => {
    const { body } = await door.browser().get('/go');
    const path = /href="(\/style\.[0-9a-f]{16}\.css)"/.exec(body)?.[1] ?? '';
    const { statusCode, headers } = await door.browser().get(path);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it('have the authority’s certificate, once there is one', async () => {
    const found = await door.browser().get('/authority.crt');
    expect(found.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect([...found.rawPayload]).toEqual([0x30, 0x82]);
    door.pki.overview = { ...door.pki.overview, authority: null };
    expect((await door.browser().get('/authority.crt')).statusCode).toBe(404);
    expect((await door.browser().get('/authority.crl')).statusCode).toBe(404);
  });

  it('have its revocation list, signed once a minute however often it is asked for', async () => {
    const lists = await Promise.all([1, 2, 3].map(() => door.browser().get('/authority.crl')));
    expect(lists.map(({ headers }) => headers['content-type'])).toEqual(
      Array(3).fill('application/pkix-crl'),
    );
    expect(door.pki.lists).toBe(1);
    door.now += 60_000;
    await door.browser().get('/authority.crl');
    expect(door.pki.lists).toBe(2);
  });
});
