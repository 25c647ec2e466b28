import { z } from 'zod';

/** What a request is for. Faults and the journal speak of endpoints, not of paths. */
export const endpointSchema = z.enum([
  'list',
  'get',
  'count',
  'orgunits',
  'users',
  'authorize',
  'token',
  'revoke',
  'certs',
  'other',
]);
export type Endpoint = z.infer<typeof endpointSchema>;

const DEVICES = /^\/admin\/directory\/v1\/customer\/([^/]+)\/devices\/chromeos(?:([/:])(.*))?$/;
const UNITS = /^\/admin\/directory\/v1\/customer\/([^/]+)\/orgunits(?:\/(.*))?$/;
const USERS = /^\/admin\/directory\/v1\/users(?:\/([^/]+))?$/;

/** A request's endpoint with the parts of its path, decoded. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The customer id as asked for; empty where the path has none. */
  readonly customer: string;
  /** The device id, organizational unit or user key; empty for a list. */
  readonly key: string;
}

const PLAIN: Readonly<Record<string, Endpoint>> = {
  '/o/oauth2/v2/auth': 'authorize',
  '/o/oauth2/v2/auth/account': 'authorize',
  '/o/oauth2/v2/auth/consent': 'authorize',
  '/token': 'token',
  '/revoke': 'revoke',
  '/oauth2/v3/certs': 'certs',
};

/** Finds out what a path is for. */
export function routeOf(path: string): Route {
  const plain = PLAIN[path];
  if (plain !== undefined) return { endpoint: plain, customer: '', key: '' };
  const devices = DEVICES.exec(path);
  if (devices !== null) {
    const [, customer = '', mark, key = ''] = devices;
    const endpoint = mark === undefined ? 'list' : mark === '/' && !/[/:]/.test(key) ? 'get' : 'other';
    if (mark === ':' && key === 'countChromeOsDevices') return { endpoint: 'count', customer, key: '' };
    return { endpoint, customer, key: decode(key) };
  }
  const units = UNITS.exec(path);
  if (units !== null) return { endpoint: 'orgunits', customer: units[1] ?? '', key: decode(units[2] ?? '') };
  const users = USERS.exec(path);
  if (users !== null) return { endpoint: 'users', customer: '', key: decode(users[1] ?? '') };
  return { endpoint: 'other', customer: '', key: '' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A path that is not properly encoded names nothing.
    return '';
  }
}

/** True for the endpoints of the Directory API. */
export function isDirectory(endpoint: Endpoint): boolean {
  return ['list', 'get', 'count', 'orgunits', 'users'].includes(endpoint);
}
