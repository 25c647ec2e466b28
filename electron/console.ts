import { join } from 'node:path';
import type { Who } from './audit/recorder.ts';
import type { WorkspaceState } from './bridge/shapes.ts';
import { type ConsoleEvents, createEvents } from './events.ts';
import { MusterError, serializeError } from './model/errors.ts';
import type { Clock, Fetch, Random } from './model/ports.ts';
import { createTurns } from './model/turns.ts';
import type { Workspace } from './model/workspace.ts';
import { type OpenWorkspace, openWorkspace } from './open-workspace.ts';
import { destroyKey } from './vault/data-key.ts';
import type { Keychain } from './vault/keychain.ts';
import type { Words } from './words/words.ts';
import { openPreferences, type PreferenceStore } from './workspaces/preferences.ts';
import { createRegistry } from './workspaces/registry.ts';

/** All that the console takes from outside. */
export interface ConsoleOptions {
  dataDir: string;
  migrationsDir: string;
  storeWorker: URL;
  demoWorker: URL;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  random: Random;
  fetch: Fetch;
  keychain: Keychain;
  /** The texts of the language chosen now. */
  words(): Words;
  /** Shows a sign-in page to the person: the system browser, or the demo's window. What it throws ends the sign-in. */
  openBrowser(url: string, demo: boolean): void | Promise<void>;
  /** The sign-in has ended: a browser window of ours can go. */
  closeBrowser(): void;
  /** True when a schedule may start runs by itself (the window, `muster sync --watch`). */
  schedule: boolean;
  /** True when a workspace opened now may send commands and follow them (the window, `muster action`). */
  sends(): boolean;
  /** True when a workspace opened now may listen, and send mails (the window, `muster listen`). */
  serves(): boolean;
  /** Who works here, for the log. */
  who: Who;
  log(message: string): void;
}

/** The whole core, the same behind the window and the command line. */
export interface Console {
  readonly events: ConsoleEvents;
  readonly preferences: PreferenceStore;
  state(): Promise<WorkspaceState>;
  current(): OpenWorkspace | null;
  /** The open workspace. Throws workspace_not_found when none is. */
  need(): OpenWorkspace;
  create(name: string): Promise<Workspace>;
  switchTo(id: string): Promise<WorkspaceState>;
  rename(id: string, name: string): Promise<Workspace>;
  remove(id: string): Promise<WorkspaceState>;
  exploreDemo(demo?: { seed: string; devices: number }): Promise<WorkspaceState>;
  /** Opens the workspace used last, if any; a failure is kept for `state`. */
  openLast(): Promise<void>;
  close(): Promise<void>;
}

export const STANDARD_DEMO = { seed: 'riverside', devices: 2500 } as const;

/** Builds every service from its parts: the one composition root. */
export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const events = createEvents();
  const registry = createRegistry(options.dataDir, options);
  const preferences = await openPreferences(join(options.dataDir, 'preferences.json'));
  let open: OpenWorkspace | null = null;
  let failed: WorkspaceState['failed'] = null;
  let closed = false;
  // Opening, switching and deleting happen one after another.
  const inTurn = createTurns();

  const state = async (): Promise<WorkspaceState> => ({
    workspaces: await registry.list(),
    current: open?.workspace ?? null,
    condition: open?.store.condition ?? null,
    failed,
  });
  const shut = async (): Promise<void> => {
    const closing = open;
    open = null;
    await closing?.close();
  };
  const fail = (workspace: Workspace, error: unknown): void => {
    failed = { workspace, error: serializeError(error) };
  };
  const openById = async (id: string): Promise<void> => {
    if (closed) throw new MusterError('cancelled');
    const workspace = await registry.get(id);
    if (open?.workspace.id === id) return;
    await shut();
    failed = null;
    let opened: OpenWorkspace | null = null;
    const lose = async (error: MusterError): Promise<void> => {
      if (open === null || open.store !== opened?.store) return;
      fail(open.workspace, error);
      await shut().finally(() => events.emit('workspace.changed', null));
    };
    try {
      opened = await openWorkspace(workspace, registry.paths(id), options, events, (error) => {
        // What of it still runs is closed; that this may fail as well adds nothing to what is told already.
        void inTurn(() => lose(error)).catch((trouble: unknown) => options.log(String(trouble)));
      });
      open = opened;
    } catch (error) {
      fail(workspace, error);
      throw error;
    } finally {
      events.emit('workspace.changed', null);
    }
    await rememberLast(preferences, id);
  };
  const create = async (name: string): Promise<Workspace> => {
    const workspace = await registry.create({ name, kind: 'organisation', demo: null });
    await openById(workspace.id);
    return workspace;
  };

  return {
    events,
    preferences,
    state,
    current: () => open,
    need: () => {
      if (open === null) throw new MusterError('workspace_not_found', { id: '' });
      return open;
    },
    create: (name) => inTurn(() => create(name)),
    switchTo: (id) => inTurn(() => openById(id).then(state)),
    rename: (id, name) =>
      inTurn(async () => {
        const renamed = await registry.rename(id, name);
        if (open?.workspace.id === id) open = { ...open, workspace: renamed };
        events.emit('workspace.changed', null);
        return renamed;
      }),
    remove: (id) =>
      inTurn(async () => {
        const { keyslot } = registry.paths((await registry.get(id)).id);
        const shown = (open?.workspace ?? failed?.workspace)?.id === id;
        if (open?.workspace.id === id) await shut();
        if (failed?.workspace.id === id) failed = null;
        await destroyKey({ workspaceId: id, keyslotFile: keyslot, keychain: options.keychain });
        await registry.remove(id);
        const next = shown ? (await registry.list())[0] : undefined;
        if (next !== undefined) await openById(next.id).catch(leaveUnopened);
        events.emit('workspace.changed', null);
        return await state();
      }),
    exploreDemo: (demo = STANDARD_DEMO) =>
      inTurn(async () => {
        const there = (await registry.list()).find(
          (w) => w.demo?.seed === demo.seed && w.demo.devices === demo.devices,
        );
        const workspace =
          there ??
          (await registry.create({
            name: await freeName(registry, options.words().t('main:demo.workspaceName')),
            kind: 'demo',
            demo: { ...demo },
          }));
        await openById(workspace.id);
        return await state();
      }),
    openLast: () =>
      inTurn(async () => {
        const all = await registry.list();
        const last = all.find((w) => w.id === preferences.get().lastWorkspaceId) ?? all[0];
        if (last !== undefined) await openById(last.id).catch(leaveUnopened);
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        await shut();
      }),
  };
}

/** A workspace that cannot be opened stays in the list with its reason (`state().failed`) and can be deleted. */
function leaveUnopened(error: unknown): void {
  if (!(error instanceof MusterError)) throw error;
}

/** Which workspace comes first next time is a comfort: a full disk must not keep this one from opening. */
async function rememberLast(preferences: PreferenceStore, id: string): Promise<void> {
  if (preferences.get().lastWorkspaceId === id) return;
  await preferences.set({ lastWorkspaceId: id }).catch((error: unknown) => {
    if (!(error instanceof MusterError)) throw error;
  });
}

/** The demo's name, numbered when it is taken. */
async function freeName(registry: { list(): Promise<Workspace[]> }, wanted: string): Promise<string> {
  const names = new Set((await registry.list()).map((workspace) => workspace.name.toLowerCase()));
  let name = wanted;
  for (let number = 2; names.has(name.toLowerCase()); number++) name = `${wanted} ${number}`;
  return name;
}
