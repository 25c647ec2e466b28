import { createAdmission } from './connections/google/admission.ts';
import { createKeyFiles } from './connections/google/key-files.ts';
import { createGoogleService, type GoogleService } from './connections/google/service.ts';
import type { ConsoleOptions } from './console.ts';
import { createDemoService, type DemoService } from './demo/service.ts';
import { admissionDeps, enliven } from './enliven.ts';
import type { ConsoleEvents } from './events.ts';
import { createSavedViews, type SavedViews } from './fleet/saved-views.ts';
import type { MusterError } from './model/errors.ts';
import type { Workspace } from './model/workspace.ts';
import type { Store } from './store/contract.ts';
import { openStore } from './store/open-store.ts';
import { openVault, type Vault } from './vault/vault.ts';
import type { WorkspacePaths } from './workspaces/registry.ts';

/** One workspace with all its services running. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly vault: Vault;
  readonly google: GoogleService;
  readonly views: SavedViews;
  /** The stand-in this workspace talks to; null for a real organisation. */
  readonly demo: DemoService | null;
  close(): Promise<void>;
}

/**
 * Opens a workspace's file and brings its services to life. What was begun is ended again when a later step fails.
 * `lost` is told when its store dies later on: then it can only be closed.
 * Throws store_newer_version, store_foreign_migration, folder_read_only, disk_full, demo_failed.
 */
export async function openWorkspace(
  workspace: Workspace,
  paths: WorkspacePaths,
  options: ConsoleOptions,
  events: ConsoleEvents,
  lost: (error: MusterError) => void,
): Promise<OpenWorkspace> {
  const { clock, random } = options;
  const store = await openStore({
    file: paths.store,
    migrationsDir: options.migrationsDir,
    workerUrl: options.storeWorker,
    clock,
    onFailure: lost,
  });
  const opened: { close(): Promise<void> }[] = [store];
  try {
    const vault = openVault({
      workspaceId: workspace.id,
      keyslotFile: paths.keyslot,
      keychain: options.keychain,
      blobs: store.secrets,
      random,
      ...(options.env.MUSTER_VAULT_PASSPHRASE ? { passphrase: options.env.MUSTER_VAULT_PASSPHRASE } : {}),
    });
    opened.unshift(vault);
    const demo = workspace.demo === null ? null : await startDemo(workspace.demo, store, options, events);
    if (demo !== null) opened.unshift(demo);
    const parts = { store, vault, options, events, demo };
    const google = await createGoogleService({
      store,
      vault,
      clock,
      random,
      admission: createAdmission(admissionDeps(parts)),
      keyFiles: createKeyFiles(random, () => clock.now()),
      enliven: (connection) => enliven(parts, connection),
      changed: () => {
        events.emit('connection.changed', null);
        events.emit('devices.changed', null);
      },
    });
    opened.unshift(google);
    const unsubscribe = store.onOutsideChange(() => {
      // A file that cannot be read for a moment is read again at the next change.
      void google.follow().catch(() => undefined);
      events.emit('devices.changed', null);
      events.emit('views.changed', null);
      events.emit('connection.changed', null);
    });
    return {
      workspace,
      store,
      vault,
      google,
      views: createSavedViews({
        views: store.views,
        newId: () => random.uuid(clock.now()),
        changed: () => events.emit('views.changed', null),
      }),
      demo,
      close: async () => {
        unsubscribe();
        await closeAll(opened);
      },
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Closes one after another; what fails to close keeps nothing else open. */
async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) await part.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function startDemo(
  demo: NonNullable<Workspace['demo']>,
  store: Store,
  options: ConsoleOptions,
  events: ConsoleEvents,
): Promise<DemoService> {
  return createDemoService({
    ...demo,
    workerUrl: options.demoWorker,
    settings: store.settings,
    changed: () => events.emit('demo.changed', null),
  });
}
