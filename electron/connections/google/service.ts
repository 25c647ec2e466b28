import type { ActionAdapter } from '../../model/action-adapter.ts';
import type { EndpointOverride, GoogleConnection, GoogleOverview } from '../../model/connection.ts';
import type { DeletionPreview, KeyFile, SignInInput } from '../../model/connection-setup.ts';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { SyncRun } from '../../model/sync-run.ts';
import { createTurns } from '../../model/turns.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { Store } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import { type Admission, type Admitted, SECRET_NAME } from './admission.ts';
import type { KeyFiles } from './key-files.ts';
import type { Live } from './live.ts';
import { openTo } from './open-to.ts';
import { readOverview } from './overview.ts';
import { markTrouble } from './sync/finish.ts';

/** The workspace's one connection to Google: set up, followed, renewed and deleted here. */
export interface GoogleService {
  overview(): Promise<GoogleOverview | null>;
  signIn(input: SignInInput, signal: AbortSignal): Promise<GoogleOverview>;
  readKeyFile(text: string, fileName: string): KeyFile;
  connectServiceAccount(
    input: { keyHandle: string; subject: string; endpoints: EndpointOverride | null },
    signal: AbortSignal,
  ): Promise<GoogleOverview>;
  delegationGuide(keyHandle: string | null): { clientId: string | null; scopes: string };
  /** After a lost key: forgets the unreadable secrets and asks the admin to connect anew. */
  forgetSecrets(): Promise<void>;
  deletionPreview(): Promise<DeletionPreview>;
  /** `revoked` is null when it was not asked for, false when Google could not be told. */
  remove(revoke: boolean): Promise<{ revoked: boolean | null }>;
  startSync(): Promise<SyncRun>;
  /** Runs a sync to its end, as the command line does. */
  runSync(signal: AbortSignal): Promise<SyncRun>;
  cancelSync(): Promise<void>;
  runs(input: { limit: number; before?: number }): Promise<SyncRun[]>;
  answer(runId: string, accept: boolean): Promise<SyncRun>;
  /** How actions go out through the connection in its present life; null without one. */
  actions(): { id: string; account: string; generation: number; adapter: ActionAdapter } | null;
  /** The people in Google's directory. Throws `connection_not_found`. */
  users(): UserDirectory;
  /**
   * Marks the connection with what Google refused an action for, as a sync does with its own refusals. Never throws:
   * what cannot be noted is found out by the next sync.
   */
  noteTrouble(trouble: NonNullable<GoogleConnection['trouble']>): Promise<void>;
  /** The machine woke up or came online: look at once whether a run is due. */
  wake(): void;
  reachable(): boolean;
  /** Another program wrote to the workspace: follows what it connected, renewed or deleted. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

export interface GoogleServiceDeps {
  store: Store;
  vault: Vault;
  clock: Clock;
  random: Random;
  admission: Admission;
  keyFiles: KeyFiles;
  /** Brings a stored connection to life: its tokens, its client, its sync and its schedule. */
  enliven(connection: GoogleConnection): Live;
  changed(): void;
  /** The connection is about to be deleted: its rows are still there. */
  ended?(connectionId: string): Promise<void>;
}

/** Opens the service; a connection that is already there comes to life at once. */
export async function createGoogleService(deps: GoogleServiceDeps): Promise<GoogleService> {
  const { store, vault, admission, keyFiles } = deps;
  let live: Live | null = null;
  const revive = (connection: GoogleConnection): void => {
    live = deps.enliven(connection);
    live.start();
  };
  const existing = await store.connections.google();
  if (existing !== null) revive(existing);

  const need = (): Live => {
    if (live === null) throw new MusterError('connection_not_found');
    return live;
  };
  const overview = async (): Promise<GoogleOverview | null> => {
    const connection = await store.connections.google();
    if (connection === null || live === null) return null;
    return await readOverview(store, connection, live.facts());
  };
  // Who changes the connection, or follows another program's change, does so one after another.
  const inTurn = createTurns();
  const closed = new AbortController();
  const catchUp = async (): Promise<void> => {
    const stored = await store.connections.google();
    const former = live;
    const same = stored?.id === former?.connection.id && stored?.generation === former?.connection.generation;
    if (same || closed.signal.aborted) return;
    live = null;
    await former?.stop();
    if (stored !== null) revive(stored);
    deps.changed();
  };
  const change = <Result>(work: () => Promise<Result>): Promise<Result> =>
    inTurn(async () => {
      if (closed.signal.aborted) throw new MusterError('cancelled');
      try {
        return await work();
      } catch (error) {
        // What did not come through leaves the connection as the store has it; why it did not matters more.
        await catchUp().catch(() => undefined);
        throw error;
      }
    });
  const endLife = async (): Promise<void> => {
    const ending = live;
    live = null;
    await ending?.end();
  };
  const settle = async ({ connection, credentials }: Admitted): Promise<GoogleOverview> => {
    const stored = await store.connections.google();
    if (stored !== null && stored.id !== connection.id) throw new MusterError('connection_exists');
    await endLife();
    await openTo(vault, 'write');
    await vault.write(SECRET_NAME, JSON.stringify(credentials));
    const generation = Math.max(connection.generation, (stored?.generation ?? 0) + 1);
    await store.connections.saveGoogle({ ...connection, generation });
    revive({ ...connection, generation });
    deps.changed();
    const seen = await overview();
    if (seen === null) throw new MusterError('connection_not_found');
    return seen;
  };

  return {
    overview,
    signIn: async (input, signal) => {
      await openTo(vault, 'ask');
      const ended = AbortSignal.any([signal, closed.signal]);
      const admitted = await admission.bySignIn(input, await store.connections.google(), ended);
      return change(() => settle(admitted));
    },
    readKeyFile: (text, fileName) => keyFiles.add(text, fileName),
    connectServiceAccount: async (input, signal) => {
      await openTo(vault, 'ask');
      const request = {
        key: keyFiles.get(input.keyHandle),
        subject: input.subject,
        endpoints: input.endpoints,
      };
      const ended = AbortSignal.any([signal, closed.signal]);
      const admitted = await admission.byServiceAccount(request, await store.connections.google(), ended);
      return change(() => settle(admitted));
    },
    delegationGuide: (keyHandle) => keyFiles.delegation(keyHandle),
    forgetSecrets: () =>
      change(async () => {
        await endLife();
        await vault.reset();
        const connection = await store.connections.google();
        if (connection !== null)
          await store.connections.saveGoogle({ ...connection, trouble: 'reconnect_needed' });
        await catchUp();
        deps.changed();
      }),
    deletionPreview: async () => {
      const { connection } = need();
      const contents = await store.connections.contents(connection.id);
      const secrets = (await store.secrets.list()).filter((name) => name === SECRET_NAME).length;
      return { ...contents, secrets, revocable: connection.method === 'sign_in' };
    },
    remove: (revoke) =>
      change(async () => {
        const { connection, tokens } = need();
        await endLife();
        await deps.ended?.(connection.id);
        const revoked =
          revoke && connection.method === 'sign_in' ? await tokens.revoke().then(yes, no) : null;
        // The secret goes first: a connection without it can still be deleted, the other way round nothing would.
        await vault.remove(SECRET_NAME);
        await store.connections.remove(connection.id);
        deps.changed();
        return { revoked };
      }),
    startSync: () => need().sync.start('manual'),
    runSync: (signal) => need().sync.run('manual', signal),
    cancelSync: async () => need().sync.cancel(),
    runs: async (input) => store.runs.list({ connectionId: need().connection.id, ...input }),
    answer: (runId, accept) => need().sync.answer(runId, accept),
    actions: () => {
      if (live === null) return null;
      const { connection, adapter } = live;
      return { id: connection.id, account: connection.account, generation: connection.generation, adapter };
    },
    users: () => need().users,
    noteTrouble: (trouble) =>
      inTurn(async () => {
        if (live === null || !(await markTrouble(store.connections, live.connection, trouble))) return;
        deps.changed();
      }).catch(() => undefined),
    wake: () => live?.wake(),
    follow: () => inTurn(catchUp),
    reachable: () => live?.facts().reachable ?? true,
    close: () => {
      closed.abort(new MusterError('cancelled'));
      return inTurn(async () => {
        const ending = live;
        live = null;
        await ending?.stop();
      });
    },
  };
}

const yes = (): true => true;
const no = (): false => false;
