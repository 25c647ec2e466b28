import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, relative } from 'node:path';
import { app, type BrowserWindow, clipboard, shell } from 'electron';
import type { Handlers } from '../bridge/server.ts';
import type { Console } from '../console.ts';
import { installDemoProfile, issueDemoPush, registerDemoApple } from '../demo-apple.ts';
import { devicesTable } from '../fleet/export.ts';
import type { Say } from '../fleet/past-tables.ts';
import { readDevicesView, writeDevicesView } from '../fleet/view.ts';
import { DEVICE_COLUMNS } from '../model/device.ts';
import { MusterError } from '../model/errors.ts';
import type { Words } from '../words/words.ts';
import { actionHandlers } from './action-handlers.ts';
import { appleHandlers } from './apple-handlers.ts';
import { pickKeyFile, pickProfileFile } from './dialogs.ts';
import { createExporter, type Exporter } from './exporter.ts';
import { historyHandlers } from './history-handlers.ts';
import { invitationHandlers } from './invitation-handlers.ts';
import { ldapHandlers } from './ldap-handlers.ts';
import { openLink, openSignIn } from './links.ts';
import { listenerHandlers } from './listener-handlers.ts';
import { mailHandlers } from './mail-handlers.ts';
import { readShort } from './read-short.ts';
import { userHandlers } from './user-handlers.ts';
import { viewHandlers } from './view-handlers.ts';

/** What the handlers need besides the console. */
export interface HandlerHost {
  console: Console;
  window(): BrowserWindow | null;
  words(): Words;
  online(): boolean;
  dataDir: string;
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** With the files this program wrote for the admin: only they, and the data folder, are shown in the file manager. */
type Host = HandlerHost & { ours: Set<string> };

/** One handler per bridge method: each calls one service and adds nothing of its own. */
export function createHandlers(given: HandlerHost): Handlers {
  const host: Host = { ...given, ours: new Set() };
  const exporter = createExporter(host);
  return {
    ...appHandlers(host),
    ...workspaceHandlers(host),
    ...googleHandlers(host),
    ...deviceHandlers(host, exporter),
    ...actionHandlers(host, exporter),
    ...historyHandlers(host, exporter),
    ...userHandlers(host, exporter),
    ...ldapHandlers(host),
    ...invitationHandlers(host),
    ...appleHandlers(host),
    ...listenerHandlers(host),
    ...mailHandlers(host),
    ...viewHandlers(host.console),
  };
}

export type Some<P extends string> = {
  [M in keyof Handlers as M extends `${P}.${string}` ? M : never]: Handlers[M];
};

function appHandlers({ console, ...host }: Host): Some<'app' | 'preferences'> {
  return {
    'app.info': async () => ({
      version: app.getVersion(),
      platform: process.platform,
      systemLanguage: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
      dataDir: host.dataDir,
      online: host.online(),
      developmentRuntime: process.env.MUSTER_DEVELOPMENT_RUNTIME === '1',
    }),
    'app.openLink': ({ link }) => openLink(link),
    'app.copy': async ({ text }) => clipboard.writeText(text),
    'app.showFile': async ({ path }) => {
      if (!host.ours.has(path) && !isWithin(host.dataDir, path)) throw new MusterError('not_found');
      shell.showItemInFolder(path);
    },
    'preferences.get': async () => console.preferences.get(),
    'preferences.set': async (change) => {
      const next = await console.preferences.set(change);
      console.events.emit('preferences.changed', next);
      return next;
    },
  };
}

function workspaceHandlers({ console, ...host }: HandlerHost): Some<'workspaces' | 'vault' | 'demo'> {
  const vaultChanged = async (): Promise<Awaited<ReturnType<Handlers['vault.unlock']>>> => {
    console.events.emit('vault.changed', null);
    console.need().register.wake();
    return await console.need().vault.state();
  };
  return {
    'workspaces.state': () => console.state(),
    'workspaces.create': ({ name }) => console.create(name),
    'workspaces.switch': ({ id }) => console.switchTo(id),
    'workspaces.rename': ({ id, name }) => console.rename(id, name),
    'workspaces.delete': ({ id }) => console.remove(id),
    'workspaces.exploreDemo': () => console.exploreDemo(),
    'workspaces.condition': async () => console.current()?.store.condition ?? null,
    'workspaces.checkIntegrity': () => console.need().store.checkIntegrity(),
    'vault.state': async () => (await console.current()?.vault.state()) ?? null,
    'vault.unlock': ({ passphrase }) => console.need().vault.unlock(passphrase).then(vaultChanged),
    'vault.setPassphrase': ({ passphrase }) =>
      console.need().vault.setPassphrase(passphrase).then(vaultChanged),
    'vault.reset': () => console.need().google.forgetSecrets().then(vaultChanged),
    'demo.controls': async () => (await console.current()?.demo?.controls()) ?? null,
    'demo.openMailbox': async () => {
      const demo = console.need().demo;
      if (demo === null) throw new MusterError('not_available');
      await openSignIn(demo.mail.mailbox);
    },
    'demo.issuePush': () => issueDemoPush(console.need()),
    'demo.registerApple': async ({ count }, signal) => ({
      registered: await registerDemoApple(console.need(), count, signal),
    }),
    'demo.installProfile': async () => {
      const path = await pickProfileFile(host.window(), host.words());
      return path === null ? null : await installDemoProfile(console.need(), (await readShort(path)).bytes);
    },
    'demo.setFault': ({ fault, on }) => {
      const demo = console.need().demo;
      if (demo === null) throw new MusterError('not_available');
      return demo.setFault(fault, on);
    },
  };
}

function googleHandlers({ console, ...host }: HandlerHost): Some<'google' | 'sync'> {
  const google = (): ReturnType<Console['need']>['google'] => console.need().google;
  return {
    'google.overview': async () => (await console.current()?.google.overview()) ?? null,
    'google.signIn': (input, signal) => google().signIn(input, signal),
    'google.pickKeyFile': async () => {
      const path = await pickKeyFile(host.window(), host.words());
      if (path === null) return null;
      const text = await readFile(path, 'utf8').catch((error: Error) => {
        throw new MusterError('file_unreadable', { path, reason: error.message }, error);
      });
      return google().readKeyFile(text, basename(path));
    },
    'google.connectServiceAccount': (input, signal) => google().connectServiceAccount(input, signal),
    'google.delegationGuide': async ({ keyHandle }) => google().delegationGuide(keyHandle),
    'google.deletionPreview': () => google().deletionPreview(),
    'google.delete': ({ revoke }) => google().remove(revoke),
    'sync.start': () => google().startSync(),
    'sync.cancel': () => google().cancelSync(),
    'sync.runs': ({ limit, before }) => google().runs(before === undefined ? { limit } : { limit, before }),
    'sync.answer': ({ runId, accept }) => google().answer(runId, accept),
  };
}

function deviceHandlers({ console, ...host }: Host, exporter: Exporter): Some<'devices'> {
  const store = (): ReturnType<Console['need']>['store'] => console.need().store;
  return {
    'devices.window': (input) => store().devices.window(input),
    'devices.count': ({ filter }) => store().devices.count(filter),
    'devices.facets': (input) => store().devices.facets(input),
    'devices.overview': () => store().devices.overview(host.now()),
    'devices.detail': ({ id }) => store().devices.detail(id),
    'devices.ids': (input) => store().devices.ids(input),
    'devices.orgUnits': async () => {
      const connection = await store().connections.google();
      return connection === null ? [] : await store().orgUnits.list(connection.id);
    },
    'devices.view': () => readDevicesView(store().settings),
    'devices.setView': (view) => writeDevicesView(store().settings, view),
    'devices.export': (input, signal) => {
      const reads = store().devices;
      const table = (say: Say) => {
        const headings = DEVICE_COLUMNS.map((column) => [column, say(`main:column.${column}`)]);
        return devicesTable(reads, { ...input, headings: Object.fromEntries(headings) }, signal);
      };
      return exporter.write('devices', input.format, table, signal, () => reads.count(input.query.filter));
    },
  };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
