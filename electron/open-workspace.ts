import { join } from 'node:path';
import type { ActionService, ActionServiceDeps } from './actions/contract.ts';
import { createActionService } from './actions/service.ts';
import { createRecorder, type Recorder } from './audit/recorder.ts';
import { auditedDemo, auditedGoogle, auditedLdap } from './audited.ts';
import type { PushService } from './connections/apns/contract.ts';
import { createAdmission } from './connections/google/admission.ts';
import { createKeyFiles } from './connections/google/key-files.ts';
import { createGoogleService, type GoogleService } from './connections/google/service.ts';
import { createLdapService, type LdapService, type LdapServiceDeps } from './connections/ldap/service.ts';
import type { ConsoleOptions } from './console.ts';
import { createDemoService, type DemoService } from './demo/service.ts';
import { resumeDemoApple } from './demo-apple.ts';
import { admissionDeps, apiRootOf, enliven } from './enliven.ts';
import type { ConsoleEvents } from './events.ts';
import { createSavedViews, type SavedViews } from './fleet/saved-views.ts';
import type { AppleService } from './mdm/apple/contract.ts';
import type { MdmParts } from './mdm-parts.ts';
import type { MusterError } from './model/errors.ts';
import type { UserQuery } from './model/user.ts';
import type { Workspace } from './model/workspace.ts';
import type { UserService } from './registration/contract.ts';
import { createUserService } from './registration/users/service.ts';
import { createRegistrationParts, type RegistrationParts } from './registration-parts.ts';
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
  readonly actions: ActionService;
  readonly users: UserService;
  readonly ldap: LdapService;
  readonly recorder: Recorder;
  readonly register: RegistrationParts;
  readonly apple: AppleService;
  readonly push: PushService;
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
    const stand =
      workspace.demo === null ? null : await startDemo(workspace.demo, paths, store, options, events);
    if (stand !== null) opened.unshift(stand);
    const parts = { store, vault, options, events, demo: stand };
    // They need each other: what changes a connection wakes the sender, which asks for the connection.
    const made: Made = { google: null, actions: null, mdm: null };
    const recorder = createRecorder({
      who: options.who,
      clock,
      log: store.audit,
      account: () => made.google?.actions()?.account ?? null,
      changed: () => events.emit('audit.changed', null),
    });
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
        events.emit('users.changed', null);
        made.actions?.wake();
      },
      ended: (connectionId) => store.commands.endConnection({ connectionId, at: clock.now() }),
    });
    made.google = google;
    opened.unshift(google);
    const actions = createActionService(
      actionDeps({ store, google, mdm: () => made.mdm, recorder, options, events }),
    );
    made.actions = actions;
    opened.unshift(actions);
    const ldap = createLdapService(ldapDeps({ store, vault, options, events }));
    const users = createUserService({
      users: store.users,
      audit: store.audit,
      clock,
      random,
      directories: {
        google: () => google.users(),
        ldap: () => ldap.directory,
      },
      draft: recorder.draft,
      changed: () => {
        events.emit('users.changed', null);
        events.emit('audit.changed', null);
      },
    });
    const register = createRegistrationParts({
      folder: paths.folder,
      organisation: () => workspace.name,
      demo: stand,
      workspaceId: workspace.id,
      moved: () => made.actions?.wake(),
      store,
      vault,
      ldap,
      recorder,
      options,
      events,
      timeSource: async () => apiRootOf(parts, (await store.connections.google())?.endpoints ?? null),
    });
    opened.unshift(register);
    made.mdm = register.mdm;
    await register.mdm.follow();
    const unsubscribe = store.onOutsideChange(() => {
      // A file that cannot be read for a moment is read again at the next change.
      void google
        .follow()
        .then(register.mdm.follow)
        .catch(() => undefined)
        .then(() => {
          actions.wake();
          register.mdm.wake();
        });
      events.emit('devices.changed', null);
      events.emit('views.changed', null);
      events.emit('commands.changed', null);
      events.emit('audit.changed', null);
      events.emit('users.changed', null);
      events.emit('connection.changed', null);
      events.emit('invitations.changed', null);
      events.emit('registration.changed', null);
      events.emit('listener.changed', null);
      events.emit('mail.changed', null);
      events.emit('apple.changed', null);
      events.emit('profiles.changed', null);
      events.emit('push.changed', null);
    });
    const open: OpenWorkspace = {
      workspace,
      store,
      vault,
      google: auditedGoogle(google, recorder),
      actions,
      users,
      ldap: auditedLdap(ldap, recorder),
      recorder,
      register,
      apple: register.mdm.apple,
      push: register.mdm.push,
      views: createSavedViews({
        views: store.views,
        newId: () => random.uuid(clock.now()),
        changed: () => events.emit('views.changed', null),
      }),
      demo: stand === null ? null : auditedDemo(stand, recorder),
      close: async () => {
        unsubscribe();
        await closeAll(opened);
      },
    };
    if (options.serves()) {
      // The demo organisation’s devices are no reason to wait, nor to fail.
      void resumeDemoApple(open, paths.folder).catch((error: unknown) => options.log(String(error)));
    }
    return open;
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** What is made one after another and needs each other. */
interface Made {
  google: GoogleService | null;
  actions: ActionService | null;
  mdm: MdmParts | null;
}

function actionDeps(parts: {
  store: Store;
  google: GoogleService;
  mdm(): MdmParts | null;
  recorder: Recorder;
  options: ConsoleOptions;
  events: ConsoleEvents;
}): ActionServiceDeps {
  const { store, google, mdm, recorder, options, events } = parts;
  return {
    store,
    clock: options.clock,
    random: options.random,
    pid: process.pid,
    connection: (family) => (family === 'google' ? google.actions() : (mdm()?.connection() ?? null)),
    dispatch: options.sends(),
    draft: recorder.draft,
    origin: options.who.origin,
    actor: options.who.actor,
    events: {
      commands: (ids) => events.emit('commands.changed', { ids }),
      devices: () => events.emit('devices.changed', null),
      audit: () => events.emit('audit.changed', null),
    },
    barred: (pause) => {
      if (pause !== 'scope_missing') void google.noteTrouble(pause);
    },
    log: options.log,
  };
}

function ldapDeps(parts: {
  store: Store;
  vault: Vault;
  options: ConsoleOptions;
  events: ConsoleEvents;
}): LdapServiceDeps {
  const { store, vault, options, events } = parts;
  const fromLdap: UserQuery = {
    filter: { sources: ['ldap'] },
    sort: { column: 'userName', direction: 'ascending' },
    offset: 0,
    limit: 1,
  };
  return {
    settings: store.settings,
    vault,
    clock: options.clock,
    lastImport: async () => {
      const imports = await store.users.imports();
      return imports.find(({ source }) => source === 'ldap')?.result ?? null;
    },
    users: async () => (await store.users.window(fromLdap)).total,
    changed: () => events.emit('users.changed', null),
  };
}

/** Closes one after another; what fails to close keeps nothing else open. */
async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) await part.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function startDemo(
  demo: NonNullable<Workspace['demo']>,
  paths: WorkspacePaths,
  store: Store,
  options: ConsoleOptions,
  events: ConsoleEvents,
): Promise<DemoService> {
  return createDemoService({
    ...demo,
    workerUrl: options.demoWorker,
    // What was done to its devices outlives the program, as it would at Google.
    stateFile: join(paths.folder, 'demo.jsonl'),
    settings: store.settings,
    changed: () => events.emit('demo.changed', null),
  });
}
