import type { EndpointOverride } from '../../model/connection.ts';
import { MusterError } from '../../model/errors.ts';

/** Where Google is, for one connection. */
export interface GoogleEndpoints {
  /** Root of the Admin SDK, with a trailing slash. */
  readonly apiRoot: string;
  /** The page where the admin signs in and consents. */
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
}

/** The part of the environment that names other endpoints. */
export interface EndpointEnvironment {
  MUSTER_GOOGLE_API_ROOT?: string | undefined;
  MUSTER_GOOGLE_AUTH_ROOT?: string | undefined;
}

const GOOGLE: GoogleEndpoints = {
  apiRoot: 'https://admin.googleapis.com/',
  authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  revokeUrl: 'https://oauth2.googleapis.com/revoke',
};

/**
 * The connection's own endpoints come first, then the environment's, then Google's.
 * Throws `google_endpoint_not_allowed` with `field` (`apiRoot` or `authRoot`) and `url`.
 */
export function resolveEndpoints(
  override: EndpointOverride | null,
  environment: EndpointEnvironment,
): GoogleEndpoints {
  const apiRoot = override?.apiRoot || environment.MUSTER_GOOGLE_API_ROOT;
  const authRoot = override?.authRoot || environment.MUSTER_GOOGLE_AUTH_ROOT;
  return {
    ...GOOGLE,
    ...(apiRoot ? { apiRoot: `${checkedRoot('apiRoot', apiRoot)}/` } : {}),
    ...(authRoot ? authEndpoints(checkedRoot('authRoot', authRoot)) : {}),
  };
}

function authEndpoints(root: string): Omit<GoogleEndpoints, 'apiRoot'> {
  return { authorizeUrl: `${root}/o/oauth2/v2/auth`, tokenUrl: `${root}/token`, revokeUrl: `${root}/revoke` };
}

/** The root without a trailing slash. Secrets go there, so only https or this very computer will do. */
function checkedRoot(field: 'apiRoot' | 'authRoot', value: string): string {
  const url = URL.parse(value.trim());
  const plain =
    url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) {
    throw new MusterError('google_endpoint_not_allowed', { field, url: value });
  }
  return url.href.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
