import { z } from 'zod';

/** Requests that change something. */
const WRITES = ['batchChangeStatus', 'issueCommand', 'moveDevicesToOu', 'patch', 'update'] as const;
export type WriteEndpoint = (typeof WRITES)[number];

/** What a request is for. Faults and the journal speak of endpoints, not of paths. */
export const endpointSchema = z.enum([
  'list',
  'get',
  'count',
  ...WRITES,
  'command',
  'orgunits',
  'users',
  'authorize',
  'token',
  'revoke',
  'certs',
  'other',
]);
export type Endpoint = z.infer<typeof endpointSchema>;

const DEVICES = /^\/admin\/directory\/v1\/customer\/([^/]+)\/devices\/chromeos((?:[/:].*)?)$/;
const UNITS = /^\/admin\/directory\/v1\/customer\/([^/]+)\/orgunits(?:\/(.*))?$/;
const USERS = /^\/admin\/directory\/v1\/users(?:\/([^/]+))?$/;

/** A request's endpoint with the parts of its path, decoded. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The customer id as asked for; empty where the path has none. */
  readonly customer: string;
  /** The device id, organizational unit or user key; empty for a list. */
  readonly key: string;
  /** The id of a command; empty elsewhere. */
  readonly commandId: string;
}

const PLAIN: Readonly<Record<string, Endpoint>> = {
  '/o/oauth2/v2/auth': 'authorize',
  '/o/oauth2/v2/auth/account': 'authorize',
  '/o/oauth2/v2/auth/consent': 'authorize',
  '/token': 'token',
  '/revoke': 'revoke',
  '/oauth2/v3/certs': 'certs',
};

/** Finds out what a request is for. */
export function routeOf(method: string, path: string): Route {
  const plain = PLAIN[path];
  if (plain !== undefined) return route(plain);
  const devices = DEVICES.exec(path);
  if (devices !== null) return deviceRoute(method, devices[1] ?? '', devices[2] ?? '');
  const units = UNITS.exec(path);
  if (units !== null) return route('orgunits', units[1], units[2]);
  const users = USERS.exec(path);
  return users === null ? route('other') : route('users', '', users[1]);
}

const OF_ALL: Readonly<Record<string, Endpoint>> = {
  'GET ': 'list',
  'GET :countChromeOsDevices': 'count',
  'POST :batchChangeStatus': 'batchChangeStatus',
  'POST /moveDevicesToOu': 'moveDevicesToOu',
};

const OF_ONE: Readonly<Record<string, Endpoint>> = { GET: 'get', PATCH: 'patch', PUT: 'update' };

/** `rest` is what follows `devices/chromeos`. */
function deviceRoute(method: string, customer: string, rest: string): Route {
  const ofAll = OF_ALL[`${method} ${rest}`];
  if (ofAll !== undefined) return route(ofAll, customer);
  const [, key, act, commandId] = /^\/([^/:]+)(?::(\w+)|\/commands\/([^/:]+))?$/.exec(rest) ?? [];
  if (act === 'issueCommand' && method === 'POST') return route('issueCommand', customer, key);
  if (commandId !== undefined && method === 'GET') return route('command', customer, key, commandId);
  const ofOne = act === undefined && commandId === undefined ? OF_ONE[method] : undefined;
  return ofOne === undefined || key === undefined ? route('other', customer) : route(ofOne, customer, key);
}

function route(endpoint: Endpoint, customer = '', key = '', commandId = ''): Route {
  return { endpoint, customer, key: decode(key), commandId: decode(commandId) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A path that is not properly encoded names nothing.
    return '';
  }
}

const READS: readonly Endpoint[] = ['list', 'get', 'count', 'command', 'orgunits', 'users'];

/** True for the endpoints of the Directory API. */
export function isDirectory(endpoint: Endpoint): boolean {
  return READS.includes(endpoint) || isWrite(endpoint);
}

/** True for requests that change something. */
export function isWrite(endpoint: Endpoint): endpoint is WriteEndpoint {
  return WRITES.some((write) => write === endpoint);
}
