import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BrokenAnswer, NeverLeft } from '../../../../../electron/connections/google/retry/answer.ts';
import { neverLeft } from '../../../../../electron/connections/google/retry/never-left.ts';

function failed(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
}

/** As fetch tells it: what happened is the cause. */
function wrapped(cause: unknown): Error {
  return new TypeError('fetch failed', { cause });
}

describe('a failure before the first byte', () => {
  it.each([
    ['a name that is not there', failed('ENOTFOUND', 'getaddrinfo')],
    ['a resolver that does not answer', failed('EAI_AGAIN', 'getaddrinfo')],
    ['a closed port', failed('ECONNREFUSED', 'connect')],
    ['no way to the host', failed('EHOSTUNREACH', 'connect')],
    ['no network', failed('ENETUNREACH', 'connect')],
    ['a connection that does not open in time', failed('UND_ERR_CONNECT_TIMEOUT')],
    ['a certificate of somebody in between', failed('SELF_SIGNED_CERT_IN_CHAIN')],
    ['several addresses, none of them open', new AggregateError([failed('ECONNREFUSED', 'connect')])],
    ['an abort before it was handed to the network', new NeverLeft(new Error('aborted'))],
  ])('is known: %s', (_name, error) => {
    expect(neverLeft(wrapped(error))).toBe(true);
  });
});

describe('a failure that may have come later', () => {
  it.each([
    ['a reset', failed('ECONNRESET', 'read')],
    ['a route lost under an open connection', failed('EHOSTUNREACH', 'read')],
    ['a network gone under an open connection', failed('ENETUNREACH', 'write')],
    ['a time limit', Object.assign(new Error('timeout'), { name: 'TimeoutError' })],
    ['no headers in time', failed('UND_ERR_HEADERS_TIMEOUT')],
    ['a closed connection', failed('UND_ERR_SOCKET')],
    ['an answer that broke off', new BrokenAnswer(failed('ECONNRESET', 'read'))],
    ['addresses of which one had opened', new AggregateError([failed('ECONNREFUSED'), failed('ECONNRESET')])],
    ['something that is no error', 'odd'],
  ])('is not taken for one: %s', (_name, error) => {
    expect(neverLeft(wrapped(error))).toBe(false);
  });
});

describe('the network itself', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  async function port(answer: Parameters<typeof createServer>[1]): Promise<number> {
    server = createServer(answer ?? (() => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address: AddressInfo | string | null = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }
  async function failure(url: string): Promise<unknown> {
    return await fetch(url, { method: 'POST', body: '{}' }).catch((error: unknown) => error);
  }

  it('refuses before anything left', async () => {
    const closed = await port(undefined);
    server?.close();
    expect(neverLeft(await failure(`http://127.0.0.1:${closed}/`))).toBe(true);
  });

  it('cuts the line after it left', async () => {
    const open = await port((request) => request.socket.destroy());
    expect(neverLeft(await failure(`http://127.0.0.1:${open}/`))).toBe(false);
  });

  it('sends nothing again over a connection that had served before', async () => {
    let posts = 0;
    const open = await port((request, response) => {
      if (request.method === 'GET') response.end('first');
      else {
        posts++;
        request.socket.destroy();
      }
    });
    await (await fetch(`http://127.0.0.1:${open}/`)).text();
    expect(neverLeft(await failure(`http://127.0.0.1:${open}/`))).toBe(false);
    expect(posts).toBe(1);
  });
});
