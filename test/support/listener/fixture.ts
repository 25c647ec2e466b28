import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListenerRoom, ListenerService } from '../../../electron/listener/contract.ts';
import { createListener, type ListenerDeps } from '../../../electron/listener/service.ts';
import type { AuditDraft } from '../../../electron/model/audit.ts';
import { DEFAULT_LISTENER, type ListenerSettings } from '../../../electron/model/listener.ts';
import type { ServerCredentials } from '../../../electron/pki/contract.ts';
import type { LeaseRepository, SettingsRepository } from '../../../electron/store/contract.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { makeTestAuthority, type TestAuthority } from './certificates.ts';

/** What several programs share: a store in memory. */
export interface SharedStore {
  settings: SettingsRepository;
  leases: LeaseRepository;
  audit: AuditDraft[];
}

export function createSharedStore(): SharedStore {
  const kept = new Map<string, string>();
  const owners = new Map<string, string>();
  return {
    audit: [],
    settings: {
      get: async (key) => kept.get(key) ?? null,
      set: async (key, json) => {
        kept.set(key, json);
      },
      delete: async (key) => {
        kept.delete(key);
      },
    },
    leases: {
      acquire: async ({ name, owner }) => {
        const free = (owners.get(name) ?? owner) === owner;
        if (free) owners.set(name, owner);
        return free;
      },
      renew: async ({ name, owner }) => owners.get(name) === owner,
      release: async ({ name, owner }) => {
        if (owners.get(name) === owner) owners.delete(name);
      },
    },
  };
}

/** One program with a listener on loopback. */
export interface ListenerFixture {
  readonly service: ListenerService;
  readonly settings: ListenerSettings;
  readonly ca: string;
  readonly authority: TestAuthority;
  readonly logFile: string;
  /** What was said to the program’s own log. */
  readonly said: string[];
  readonly store: SharedStore;
  /** What the certificate authority hands out; names asked for are in `asked`. */
  readonly pki: { credentials: ServerCredentials; asked: (readonly string[])[] };
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
  traffic: number;
  close(): Promise<void>;
}

export interface FixtureOptions extends Partial<Omit<ListenerDeps, 'settings' | 'pki'>> {
  settings?: Partial<ListenerSettings>;
  store?: SharedStore;
  authority?: TestAuthority;
  credentials?: ServerCredentials;
}

export const LOOPBACK: NodeJS.Dict<NetworkInterfaceInfo[]> = {
  lo: [
    {
      address: '127.0.0.1',
      netmask: '255.0.0.0',
      family: 'IPv4',
      mac: '00:00:00:00:00:00',
      internal: true,
      cidr: '127.0.0.1/8',
    },
  ],
};

export const LOCAL_NAMES = { names: ['DNS:localhost', 'IP:127.0.0.1'] };

/** A listener that is off, its settings kept with `on: false`. */
export async function makeListener(options: FixtureOptions = {}): Promise<ListenerFixture> {
  const { settings: wanted, store = createSharedStore(), authority: shared, credentials, ...deps } = options;
  const folder = mkdtempSync(join(tmpdir(), 'muster-listener-'));
  const authority = shared ?? makeTestAuthority();
  const [peoplePort = 0, devicesPort = 0] = await freePorts(2);
  const settings = { ...DEFAULT_LISTENER, peoplePort, devicesPort, ...wanted };
  if ((await store.settings.get('listener')) === null)
    await store.settings.set('listener', JSON.stringify(settings));
  const pki: ListenerFixture['pki'] = {
    credentials: credentials ?? authority.certify(LOCAL_NAMES),
    asked: [],
  };
  const said: string[] = [];
  const service = createListener({
    settings: store.settings,
    leases: store.leases,
    pki: {
      server: async ({ names }) => {
        pki.asked.push(names);
        return pki.credentials;
      },
    },
    rooms: [],
    interfaces: () => fixture.interfaces,
    clock: systemClock,
    random: systemRandom,
    pid: process.pid,
    audit: { append: async (draft) => ({ ...draft, seq: store.audit.push(draft), previous: '', hash: '' }) },
    draft: (deed, object, detail, result = 'done') => ({
      at: 0,
      actor: 'tester',
      account: null,
      origin: 'cli',
      host: 'here',
      deed,
      object,
      detail,
      result,
    }),
    logFile: join(folder, 'listener.log'),
    listens: true,
    changed: () => undefined,
    traffic: () => {
      fixture.traffic++;
    },
    log: (message) => said.push(message),
    ...deps,
  });
  const fixture: ListenerFixture = {
    service,
    settings,
    ca: authority.pem,
    authority,
    logFile: join(folder, 'listener.log'),
    said,
    store,
    pki,
    interfaces: LOOPBACK,
    traffic: 0,
    close: async () => {
      await service.close();
      if (shared === undefined) authority.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return fixture;
}

/** Ports of loopback nobody has just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => occupy(0)));
  const ports = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ free }) => free()));
  return ports;
}

/** Takes a port of loopback, as another program would. */
export function occupy(port: number): Promise<{ port: number; free(): Promise<void> }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        free: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}

/** A room with a few pages to try the doors out with. */
export function tryRoom(extra: Partial<ListenerRoom> = {}): ListenerRoom {
  return {
    name: 'try',
    routes: (_door, server) => {
      server.addContentTypeParser(
        'text/plain',
        { parseAs: 'string' },
        async (_request: unknown, body: string) => body,
      );
      server.get('/hello', async () => 'hello');
      server.get('/join/:token', async () => 'joined');
      server.post('/echo', async (request) => request.body);
      server.post('/large', { bodyLimit: 100_000 }, async (request) => String(request.body).length);
      server.get('/broken', async () => {
        throw new Error('the secret of /broken');
      });
    },
    ...extra,
  };
}
