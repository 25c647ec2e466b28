import Fastify, { type LightMyRequestResponse } from 'fastify';
import { servePeople } from '../../../../electron/listener/apple/people.ts';
import type { AppleEnrollment } from '../../../../electron/mdm/apple/contract.ts';
import type { PkiOverview } from '../../../../electron/model/certificate.ts';
import { createFakePortal, NOW } from '../../../support/fake-portal.ts';
import { OWN_AUTHORITY } from '../../../support/portal-room.ts';

export const TOKEN = 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE';
export const MINUTE = 60_000;
export const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

type Progress = NonNullable<Awaited<ReturnType<AppleEnrollment['progress']>>>;

export interface AppleDoorBench {
  /** What the registration under TOKEN says; a test sets it. */
  progress: Progress;
  /** Thrown by the next request for a profile. */
  fails: unknown;
  overview: PkiOverview;
  now: number;
  /** Who was handed the profile, and in which language. */
  readonly handed: [browser: string, language: string | undefined][];
  /** Asks whether there is anything. */
  head(path: string, cookies: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Asks with these cookies, as an iPhone unless told otherwise. */
  get(
    path: string,
    cookies?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

/** At the first step, on an iPhone. */
export const BEGUN = {
  platform: 'ios',
  browser: null,
  kind: 'profile',
  downloaded: false,
  until: NOW + 8 * MINUTE,
} as const satisfies Progress;

/** The pages behind a people’s door, over an enrollment whose answers the test sets. */
export async function appleDoor(): Promise<AppleDoorBench> {
  const server = Fastify();
  const bench: AppleDoorBench = {
    progress: BEGUN,
    fails: null,
    overview: OWN_AUTHORITY,
    now: NOW,
    handed: [],
    head: (path, cookies) => server.inject({ method: 'HEAD', url: path, cookies }),
    get: (path, cookies = {}, headers = {}) =>
      server.inject({ method: 'GET', url: path, cookies, headers: { 'user-agent': SAFARI, ...headers } }),
  };
  const portal = createFakePortal();
  await servePeople(
    {
      enrollment: {
        progress: async (token) => (token === TOKEN ? bench.progress : null),
        profile: async (_token, browser, language) => {
          if (bench.fails !== null) throw bench.fails;
          bench.handed.push([browser, language]);
          return {
            fileName: 'Riverside-Schools.mobileconfig',
            bytes: new Uint8Array([0x30, 0x82]),
            until: 0,
          };
        },
      },
      portal: () => portal,
      pki: { overview: async () => bench.overview },
      baseUrl: async () => 'https://localhost:8443',
      clock: { now: () => bench.now },
      random: { bytes: (length) => new Uint8Array(length).fill(7) },
    },
    server,
  );
  return bench;
}
