import { ACTION_PATIENCE, createGoogleActions } from './connections/google/actions/adapter.ts';
import { type AdmissionDeps, SECRET_NAME } from './connections/google/admission.ts';
import {
  createDirectory,
  type DirectoryClient,
  type DirectoryOptions,
} from './connections/google/api/directory.ts';
import { type GoogleEndpoints, resolveEndpoints } from './connections/google/endpoints.ts';
import { createLive, type Live } from './connections/google/live.ts';
import { createGate } from './connections/google/retry/gate.ts';
import { signIn } from './connections/google/sign-in.ts';
import { createGoogleSync } from './connections/google/sync/engine.ts';
import { createTokenSource, type StoredSecret, type TokenSource } from './connections/google/token-source.ts';
import { createGoogleUsers } from './connections/google/users/directory.ts';
import type { ConsoleOptions } from './console.ts';
import type { DemoService } from './demo/service.ts';
import type { ConsoleEvents } from './events.ts';
import { createSyncSchedule } from './jobs/sync-schedule.ts';
import { type EndpointOverride, GOOGLE_SCOPES, type GoogleConnection } from './model/connection.ts';
import type { Store } from './store/contract.ts';
import type { Vault } from './vault/vault.ts';

/** What a connection is built from. */
export interface GoogleParts {
  store: Store;
  vault: Vault;
  options: ConsoleOptions;
  events: ConsoleEvents;
  demo: DemoService | null;
}

/** The admin has this long at Google's pages. */
const SIGN_IN_MS = 10 * 60 * 1000;

/** Where a connection talks to: its own endpoints, else the stand-in's, else the environment's, else Google's. */
function endpointsOf(parts: GoogleParts, override: EndpointOverride): GoogleEndpoints {
  const own = {
    apiRoot: override.apiRoot ?? parts.demo?.endpoints.apiRoot,
    authRoot: override.authRoot ?? parts.demo?.endpoints.authRoot,
  };
  return resolveEndpoints(
    { apiRoot: own.apiRoot ?? null, authRoot: own.authRoot ?? null },
    parts.options.env,
  );
}

/** Where the connection, or the one there would be, asks for devices: it also tells the time. */
export function apiRootOf(parts: GoogleParts, override: EndpointOverride | null): string {
  return endpointsOf(parts, override ?? { apiRoot: null, authRoot: null }).apiRoot;
}

function tokensFor(
  parts: GoogleParts,
  endpoints: GoogleEndpoints,
  account: string,
  secret: StoredSecret,
): TokenSource {
  const { fetch, clock } = parts.options;
  return createTokenSource({ endpoints, fetch, clock, secret, account });
}

function directoryFor(
  parts: GoogleParts,
  endpoints: GoogleEndpoints,
  tokens: TokenSource,
  who: { account: string; customerId: string },
  more: Pick<DirectoryOptions, 'gate' | 'patience'> = {},
): DirectoryClient {
  const { fetch, clock, random } = parts.options;
  const { account, customerId } = who;
  const { apiRoot } = endpoints;
  return createDirectory({ tokens, apiRoot, fetch, clock, random, account, customerId, ...more });
}

/** What getting into Google needs, built from the workspace's parts. */
export function admissionDeps(parts: GoogleParts): AdmissionDeps {
  const { options, vault } = parts;
  return {
    clock: options.clock,
    random: options.random,
    storedSecret: () => vault.read(SECRET_NAME),
    demoClient: () => parts.demo?.client ?? null,
    signIn: async (client, override, loginHint, signal) => {
      const { t, language } = options.words();
      const page = (name: 'done' | 'refused' | 'denied') => ({
        title: t(`main:signIn.${name}Title`),
        text: t(`main:signIn.${name}Text`),
      });
      try {
        return await signIn({
          endpoints: endpointsOf(parts, override),
          client,
          openBrowser: (url) => options.openBrowser(url, parts.demo !== null),
          fetch: options.fetch,
          clock: options.clock,
          random: options.random,
          signal,
          scopes: GOOGLE_SCOPES,
          ...(loginHint === null ? {} : { loginHint }),
          language,
          pages: { done: page('done'), refused: page('refused'), denied: page('denied') },
          timeoutMs: SIGN_IN_MS,
        });
      } finally {
        options.closeBrowser();
      }
    },
    whoIs: (email, secret, override, signal) => {
      const endpoints = endpointsOf(parts, override);
      const tokens = tokensFor(parts, endpoints, email, secret);
      return directoryFor(parts, endpoints, tokens, { account: email, customerId: 'my_customer' }).getUser(
        email,
        signal,
      );
    },
  };
}

/** Brings a stored connection to life. */
export function enliven(parts: GoogleParts, connection: GoogleConnection): Live {
  const { store, vault, options, events } = parts;
  const endpoints = endpointsOf(parts, connection.endpoints);
  const secret = {
    read: () => vault.read(SECRET_NAME),
    write: (value: string) => vault.write(SECRET_NAME, value),
  };
  const tokens = tokensFor(parts, endpoints, connection.account, secret);
  const gate = createGate(options.clock);
  const api = directoryFor(parts, endpoints, tokens, connection, { gate, patience: ACTION_PATIENCE });
  const sync = createGoogleSync({
    store,
    api: (current) => directoryFor(parts, endpoints, tokens, current, { gate }),
    clock: options.clock,
    random: options.random,
    pid: process.pid,
  });
  const schedule = createSyncSchedule({
    sync,
    runs: store.runs,
    connectionId: connection.id,
    connectedAt: connection.connectedAt,
    clock: options.clock,
    random: options.random,
  });
  return createLive({
    connection,
    tokens,
    sync,
    users: createGoogleUsers(directoryFor(parts, endpoints, tokens, connection, { gate }), connection),
    adapter: createGoogleActions({ api, clock: options.clock }),
    schedule: options.schedule ? schedule : null,
    apiRoot: endpoints.apiRoot,
    fetch: options.fetch,
    clock: options.clock,
    events: {
      progress: (progress) => events.emit('sync.progress', progress),
      ended: (run) => events.emit('sync.ended', run),
      changed: () => {
        events.emit('connection.changed', null);
        events.emit('devices.changed', null);
      },
    },
  });
}
