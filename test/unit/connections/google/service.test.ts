import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Admission, Admitted } from '../../../../electron/connections/google/admission.ts';
import { createKeyFiles } from '../../../../electron/connections/google/key-files.ts';
import type { Live } from '../../../../electron/connections/google/live.ts';
import {
  createGoogleService,
  type GoogleService,
  type GoogleServiceDeps,
} from '../../../../electron/connections/google/service.ts';
import type { GoogleConnection } from '../../../../electron/model/connection.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { systemClock, systemRandom } from '../../../../electron/system.ts';
import { openVault, type Vault } from '../../../../electron/vault/vault.ts';
import { createMemoryKeychain } from '../../../support/memory-vault-parts.ts';
import { CONNECTION, openTestStore, temporaryFolder } from '../../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let vault: Vault;
/** The connections that are alive, in the order they came to life. */
let alive: string[];
beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/muster.db`);
  vault = openVault({
    workspaceId: 'w1',
    keyslotFile: `${folder.path}/keyslot.json`,
    keychain: createMemoryKeychain(),
    blobs: store.secrets,
    random: systemRandom,
  });
  alive = [];
});
afterEach(async () => {
  await vault.close();
  await store.close();
  folder.remove();
});

const SIGN_IN = { client: { kind: 'stored' }, endpoints: null } as const;
const nobody = new AbortController().signal;
const never = async (): Promise<never> => {
  throw new MusterError('not_available');
};

function admitted(change: Partial<GoogleConnection> = {}, refreshToken = 'new'): Admitted {
  const connection = { ...CONNECTION, generation: 2, ...change };
  const client = { clientId: '1.apps.googleusercontent.com', clientSecret: 's' };
  return {
    connection,
    credentials: { method: 'sign_in', client, refreshToken, account: connection.account },
  };
}

function enliven(connection: GoogleConnection): Live {
  const name = `${connection.id} ${connection.generation}`;
  const quiet = async (): Promise<void> => {
    alive = alive.filter((one) => one !== name);
  };
  return {
    connection,
    tokens: { accessToken: never, forceRefresh: never, revoke: never },
    sync: {
      start: never,
      run: never,
      cancel: never,
      stop: never,
      answer: never,
      progress: () => null,
      running: () => false,
      reachable: () => true,
      onProgress: () => () => undefined,
      onEnded: () => () => undefined,
      onChanged: () => () => undefined,
    },
    users: { source: 'google', read: never },
    adapter: {
      batchSize: () => null,
      keptMs: () => null,
      judge: () => null,
      look: never,
      send: never,
      follow: never,
      reconcile: never,
    },
    start: () => alive.push(name),
    stop: quiet,
    end: quiet,
    wake: () => undefined,
    facts: () => ({ running: false, reachable: true, progress: null, nextRunAt: null }),
  };
}

function service(
  bySignIn: Admission['bySignIn'],
  over: Partial<Store> = {},
  deps: Partial<GoogleServiceDeps> = {},
): Promise<GoogleService> {
  return createGoogleService({
    store: { ...store, ...over },
    vault,
    clock: systemClock,
    random: systemRandom,
    admission: { bySignIn, byServiceAccount: never },
    keyFiles: createKeyFiles(systemRandom, systemClock.now),
    enliven,
    changed: () => undefined,
    ...deps,
  });
}

const diskFull = async (): Promise<never> => {
  throw new MusterError('disk_full', { path: folder.path });
};

describe('connecting again', () => {
  beforeEach(() => store.connections.saveGoogle(CONNECTION));

  it('that cannot be stored leaves the connection as it was, and alive', async () => {
    const full = { connections: { ...store.connections, saveGoogle: diskFull } };
    const google = await service(async () => admitted(), full);
    await expect(google.signIn(SIGN_IN, nobody)).rejects.toMatchObject({ code: 'disk_full' });
    expect(await google.overview()).toMatchObject({ connection: { id: CONNECTION.id, generation: 1 } });
    expect(alive).toEqual([`${CONNECTION.id} 1`]);
    await google.close();
  });

  it('replaces its life, once', async () => {
    const google = await service(async () => admitted());
    expect(await google.signIn(SIGN_IN, nobody)).toMatchObject({ connection: { generation: 2 } });
    expect(alive).toEqual([`${CONNECTION.id} 2`]);
    await google.close();
    expect(alive).toEqual([]);
  });

  it('is a new life even when another program connected again meanwhile', async () => {
    const google = await service(async () => {
      await store.connections.saveGoogle({ ...CONNECTION, generation: 4 });
      return admitted();
    });
    expect(await google.signIn(SIGN_IN, nobody)).toMatchObject({ connection: { generation: 5 } });
    await google.close();
  });
});

describe('connecting twice at once', () => {
  it('leaves the first with its own secret, and tells the second', async () => {
    const first = admitted({ id: 'first' }, 'of the first');
    const second = admitted({ id: 'second' }, 'of the second');
    const answers = [first, second];
    const google = await service(async () => answers.shift() ?? first);
    const both = await Promise.allSettled([google.signIn(SIGN_IN, nobody), google.signIn(SIGN_IN, nobody)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'connection_exists' } });
    expect(await vault.read('google')).toContain('of the first');
    expect(alive).toEqual(['first 2']);
    await google.close();
  });
});

it('closing ends a sign-in that waits for the browser', async () => {
  const shown = Promise.withResolvers<void>();
  const google = await service(async (_input, _existing, signal) => {
    shown.resolve();
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    throw new MusterError('cancelled');
  });
  const waiting = google.signIn(SIGN_IN, nobody);
  await shown.promise;
  await Promise.all([google.close(), expect(waiting).rejects.toMatchObject({ code: 'cancelled' })]);
});

it('nothing comes to life after closing', async () => {
  const held = Promise.withResolvers<Admitted>();
  const google = await service(() => held.promise);
  const late = google.signIn(SIGN_IN, nobody);
  await google.close();
  held.resolve(admitted());
  await expect(late).rejects.toMatchObject({ code: 'cancelled' });
  await google.follow();
  expect(alive).toEqual([]);
  expect(await store.connections.google()).toBeNull();
});

describe('deleting', () => {
  it('that fails can be tried again', async () => {
    await store.connections.saveGoogle(CONNECTION);
    await vault.write('google', 'secret');
    let tries = 0;
    const remove = (id: string): Promise<void> => (++tries === 1 ? diskFull() : store.connections.remove(id));
    const google = await service(never, { connections: { ...store.connections, remove } });
    await expect(google.remove(false)).rejects.toMatchObject({ code: 'disk_full' });
    expect(await google.overview()).toMatchObject({ connection: { id: CONNECTION.id } });
    expect(alive).toHaveLength(1);
    expect(await google.remove(false)).toEqual({ revoked: null });
    expect(await google.overview()).toBeNull();
    expect(await store.secrets.list()).toEqual([]);
    expect(alive).toEqual([]);
  });
});

describe('actions', () => {
  it('go out in the connection’s present life, and there are none without a connection', async () => {
    const google = await service(async () => admitted());
    expect(google.actions()).toBeNull();
    await google.signIn(SIGN_IN, nobody);
    const { id, account } = CONNECTION;
    expect(google.actions()).toMatchObject({ id, account, generation: 2 });
    await google.close();
    expect(google.actions()).toBeNull();
  });

  it('hear of a deletion while the connection is still stored', async () => {
    await store.connections.saveGoogle(CONNECTION);
    const heard: unknown[] = [];
    const ended = async (id: string): Promise<void> => {
      heard.push(id, (await store.connections.google())?.id);
    };
    const google = await service(never, {}, { ended });
    await google.remove(false);
    expect(heard).toEqual([CONNECTION.id, CONNECTION.id]);
    await google.close();
  });

  it('that Google bars are seen on the connection, and tell so once', async () => {
    await store.connections.saveGoogle(CONNECTION);
    let changes = 0;
    const google = await service(never, {}, { changed: () => changes++ });
    await google.noteTrouble('reconnect_needed');
    await google.noteTrouble('reconnect_needed');
    expect(await google.overview()).toMatchObject({ status: 'reconnect_needed' });
    expect(changes).toBe(1);
    await google.close();
  });

  it('that bar a connection renewed meanwhile leave the new one alone', async () => {
    await store.connections.saveGoogle(CONNECTION);
    const google = await service(never);
    await store.connections.saveGoogle({ ...CONNECTION, generation: 9 });
    await google.noteTrouble('reconnect_needed');
    expect(await store.connections.google()).toMatchObject({ trouble: null });
    await google.close();
  });

  it('whose trouble cannot be stored go on', async () => {
    await store.connections.saveGoogle(CONNECTION);
    const full = { connections: { ...store.connections, saveGoogle: diskFull } };
    const google = await service(never, full);
    await expect(google.noteTrouble('api_disabled')).resolves.toBeUndefined();
    await google.close();
  });
});

it('follows what another program connects and deletes', async () => {
  const google = await service(never);
  await store.connections.saveGoogle(CONNECTION);
  await google.follow();
  expect(alive).toEqual([`${CONNECTION.id} 1`]);
  await store.connections.remove(CONNECTION.id);
  await google.follow();
  expect(alive).toEqual([]);
  await google.close();
});
