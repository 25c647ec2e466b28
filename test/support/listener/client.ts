import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Asking {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
  ca: string;
  /** The client’s own certificate. */
  cert?: string;
  key?: string;
}

/** One request on a connection of its own. Rejects when the connection ends without an answer. */
export function ask(
  port: number,
  { method = 'GET', path = '/', headers = {}, body, ...tls }: Asking,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        method,
        path,
        ...tls,
        agent: false,
        headers: { host: `localhost:${port}`, ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

/** A TLS connection; what is said to it is kept. */
export interface Line {
  readonly socket: TLSSocket;
  say(text: string): void;
  /** All that came so far. */
  heard(): string;
  /** Resolves once this came. */
  until(text: string): Promise<void>;
  /** Resolves with all that came when the other side has hung up. */
  over(): Promise<string>;
}

/** Rejects when the handshake fails. */
export function dial(port: number, options: ConnectionOptions = {}): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      servername: 'localhost',
      port,
      rejectUnauthorized: false,
      ...options,
    });
    let text = '';
    const closed = new Promise<string>((done) => socket.once('close', () => done(text)));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('error', reject);
    // Before TLS, a connection that is refused may end without an error.
    socket.once('close', () => reject(new Error('closed')));
    socket.once('secureConnect', () =>
      resolve({
        socket,
        say: (said) => socket.write(said, 'latin1'),
        heard: () => text,
        until: (wanted) =>
          new Promise((found, lost) => {
            const look = (): void => {
              if (text.includes(wanted)) found();
            };
            socket.on('data', look);
            socket.once('close', () => lost(new Error(`hung up: ${text}`)));
            look();
          }),
        over: () => closed,
      }),
    );
  });
}
