import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { MusterError } from '../../model/errors.ts';
import { PAGE_HEADERS, type PageText, renderPage } from './sign-in-page.ts';

/** What Google's page sent the browser back with. */
export type Callback = { kind: 'code'; code: string } | { kind: 'error'; error: string };

export interface Loopback {
  readonly redirectUri: string;
  /** The first answer that carries our state. Stays pending when none comes. */
  readonly callback: Promise<Callback>;
  /** Shows the outcome in the browser tabs that wait for it. */
  finish(page: PageText): Promise<void>;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  state: string;
  /** Shown for anything that is not the answer to this sign-in. */
  refused: PageText;
  language: string;
  /** 0 lets the system choose. */
  port: number;
}

const HOST = '127.0.0.1';
const PATH = '/google/callback';

/**
 * Listens on this computer alone for the end of a sign-in in the browser (RFC 8252 section 7.3). A stray or forged
 * request is refused and does not end the wait. Throws `port_in_use`.
 */
export async function openLoopback(options: LoopbackOptions): Promise<Loopback> {
  const waiting = new Set<ServerResponse>();
  const { promise: callback, resolve } = Promise.withResolvers<Callback>();
  const refuse = (response: ServerResponse, status: number) =>
    void send(response, status, options.refused, options.language);

  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', `http://${HOST}`);
    if (url?.pathname !== PATH || request.method !== 'GET') return refuse(response, 404);
    const answer = isMeantForUs(request, server) ? readCallback(url.searchParams, options.state) : null;
    if (answer === null) return refuse(response, 400);
    waiting.add(response);
    resolve(answer);
  });
  const port = await listen(server, options.port);

  return {
    redirectUri: `http://${HOST}:${port}${PATH}`,
    callback,
    finish: async (page) => {
      await Promise.all([...waiting].map((response) => send(response, 200, page, options.language)));
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new MusterError('port_in_use', { port }, error)));
    server.listen(port, HOST, () => resolve(portOf(server)));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A page on the web can make a browser call this port under another name; the browser then tells that name. */
function isMeantForUs(request: IncomingMessage, server: Server): boolean {
  return request.headers.host === `${HOST}:${portOf(server)}`;
}

function readCallback(query: URLSearchParams, state: string): Callback | null {
  const given = Buffer.from(query.get('state') ?? '');
  const expected = Buffer.from(state);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const code = query.get('code');
  const error = query.get('error');
  if (error !== null) return { kind: 'error', error };
  return code ? { kind: 'code', code } : null;
}

/** Resolves when the page has left, or when the browser has gone. */
function send(response: ServerResponse, status: number, page: PageText, language: string): Promise<void> {
  return new Promise((sent) => {
    if (response.destroyed) return sent();
    response.once('close', () => sent());
    response.writeHead(status, PAGE_HEADERS).end(renderPage(page, language));
  });
}
