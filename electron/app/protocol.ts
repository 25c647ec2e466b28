import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type ProtocolResponse, protocol, type Session } from 'electron';
import { fileWithin } from './file-within.ts';

const SCHEME = 'app';
const HOST = 'muster';
/** net::ERR_FAILED */
const FAILED = -2;

/** The address of our one page. */
export const APP_URL = `${SCHEME}://${HOST}/index.html`;

/** No inline script, no frame, no connection: pages speak through the bridge alone. Styles: Mantine writes its variables inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the application is ready: gives the scheme the rights of https, and no more. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** True for an address of our own page; false for an empty one. */
export function isAppUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${SCHEME}:` && new URL(url).host === HOST;
}

/**
 * Serves the renderer's folder, and nothing outside it, under `app://muster/`, once the page's calls are heard. By
 * the older of Electron's two ways: `protocol.handle` speaks in Node's fetch, which takes longer to load than the
 * page, and passes every file on in pieces.
 */
export function serveRenderer(session: Session, folder: string, listening: Promise<unknown>): void {
  const answer = async (url: string): Promise<ProtocolResponse> => {
    await listening;
    const file = isAppUrl(url) ? await fileWithin(folder, new URL(url).pathname) : null;
    if (file === null)
      return { statusCode: 404, headers: headersFor('.txt'), data: Buffer.from('Not found') };
    return { headers: headersFor(extname(file)), data: await readFile(file) };
  };
  session.protocol.registerBufferProtocol(SCHEME, ({ url }, respond) => {
    answer(url).then(respond, () => respond({ error: FAILED }));
  });
}

function headersFor(extension: string): Record<string, string> {
  return {
    'content-type': TYPES[extension] ?? 'text/plain; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
