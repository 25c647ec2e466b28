import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { ListenerRoom } from '../../electron/listener/contract.ts';
import { createPortalRoom } from '../../electron/listener/portal/room.ts';
import type { PkiOverview } from '../../electron/model/certificate.ts';
import { createFakePortal, type FakePortal, NOW, visitAt } from './fake-portal.ts';

export const SESSION = 'a-session-of-camille';
export const LINK = 'ABCDEFGHIJKLMNOPQRSTUV';

const certificate = {
  subject: 'CN=Riverside Schools authority',
  issuer: 'CN=Riverside Schools authority',
  names: [],
  notBefore: 0,
  notAfter: 0,
  serial: '01',
  fingerprint: 'ab'.repeat(32),
  key: 'RSA 3072',
};
export const OWN_AUTHORITY: PkiOverview = {
  authority: certificate,
  server: { source: 'own', certificate, renewsAt: null },
  brought: null,
  revoked: 0,
};

export interface OpenDoor {
  portal: FakePortal;
  server: FastifyInstance;
  room: ListenerRoom;
  /** What the authority says; a test may change it. */
  pki: { overview: PkiOverview; lists: number };
  now: number;
  /** A browser with cookies of its own. */
  browser(headers?: Record<string, string>): Browser;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<LightMyRequestResponse>;
  /** Sends a form as a page of ours would. */
  send(path: string, form?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Sends it and goes where the answer leads. */
  follow(path: string, form?: Record<string, string>): Promise<LightMyRequestResponse>;
}

/** The pages behind a people’s door, with a portal service whose answers the test sets. */
export async function openDoor(): Promise<OpenDoor> {
  const portal = createFakePortal();
  portal.visits.set(SESSION, visitAt('device'));
  const server = Fastify();
  const door: OpenDoor = {
    portal,
    server,
    room: createPortalRoom({
      portal,
      pki: {
        overview: async () => door.pki.overview,
        root: async () => ({ der: new Uint8Array([0x30, 0x82]), pem: '', info: certificate }),
        crl: async () => {
          door.pki.lists += 1;
          return new Uint8Array([0x30, door.pki.lists]);
        },
      },
      baseUrl: async () => 'https://localhost:8443',
      qr: (text) => ({ size: 21, path: `M0 0h${text.length}v1z` }),
      clock: { now: () => door.now },
      random: { bytes: (length) => new Uint8Array(length).fill(7) },
    }),
    pki: { overview: OWN_AUTHORITY, lists: 0 },
    now: NOW,
    browser: (headers = {}) => browserOf(server, headers),
  };
  await door.room.routes('people', server);
  return door;
}

function browserOf(server: FastifyInstance, headers: Record<string, string>): Browser {
  const cookies = new Map<string, string>();
  const keep = (response: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const common = () => ({
    host: 'localhost:8443',
    'user-agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1',
    ...(cookies.size === 0
      ? {}
      : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...headers,
  });
  const browser: Browser = {
    cookies,
    get: async (path) => keep(await server.inject({ method: 'GET', url: path, headers: common() })),
    send: async (path, form = {}) =>
      keep(
        await server.inject({
          method: 'POST',
          url: path,
          headers: {
            origin: 'https://localhost:8443',
            'content-type': 'application/x-www-form-urlencoded',
            ...common(),
          },
          payload: new URLSearchParams(form).toString(),
        }),
      ),
    follow: async (path, form) => {
      const { statusCode, headers: answered } = await browser.send(path, form);
      if (statusCode !== 303) throw new Error(`${path} answered ${statusCode}`);
      return browser.get(String(answered.location));
    },
  };
  return browser;
}

/** The browser of somebody who is signed in. */
export function signedIn(door: OpenDoor, headers?: Record<string, string>): Browser {
  const browser = door.browser(headers);
  browser.cookies.set('__Host-muster', SESSION);
  return browser;
}
