import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer } from 'node:tls';
import { certify, makeAuthority } from './authority.ts';

/** A server that speaks LDAPS on loopback as `localhost` and gives the answers it was told to, one to each request. */
export interface FakeDirectory {
  port: number;
  authority: string;
  stop(): void;
}

/** Answers a request by its message number, the first being 2; null leaves it unanswered. */
export type Script = (messageId: number, request: Buffer) => Buffer | null;

export async function startFakeDirectory(script: Script): Promise<FakeDirectory> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-fake-ldap-'));
  const authority = makeAuthority(folder, 'authority');
  const { key, pem: cert } = certify(folder, authority, 'localhost');
  const server = createServer({ key: readFileSync(key), cert }, (socket) => {
    let messageId = 1;
    socket.on('error', () => undefined);
    socket.on('data', (request: Buffer) => {
      messageId += 1;
      const answer = script(messageId, request);
      if (answer !== null) socket.write(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  rmSync(folder, { recursive: true });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, authority: authority.pem, stop: () => void server.close() };
}

/** One element of BER (X.690 section 8.1) with a length in its long form. */
function element(tag: number, ...parts: (Buffer | string | number)[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))),
  );
  const head = Buffer.from([tag, 0x84, 0, 0, 0, 0]);
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}

const message = (id: number, ...parts: Buffer[]): Buffer => element(0x30, element(0x02, id), ...parts);
const result = (tag: number, code: number, words = ''): Buffer =>
  element(tag, element(0x0a, code), element(0x04), element(0x04, words));

/** BindResponse (RFC 4511 section 4.2.2). */
export function bound(id: number, code = 0): Buffer {
  return message(id, result(0x61, code));
}

/** SearchResultEntry (section 4.5.2). */
export function found(id: number, dn: string, attributes: Record<string, string | Buffer>): Buffer {
  const list = Object.entries(attributes).map(([type, value]) =>
    element(0x30, element(0x04, type), element(0x31, element(0x04, value))),
  );
  return message(id, element(0x64, element(0x04, dn), element(0x30, ...list)));
}

/** SearchResultDone with the cookie of RFC 2696; an empty one ends the pages. */
export function done(id: number, cookie: string, code = 0, words = ''): Buffer {
  const value = element(0x30, element(0x02, 0), element(0x04, cookie));
  const control = element(0x30, element(0x04, '1.2.840.113556.1.4.319'), element(0x04, value));
  return message(id, result(0x65, code, words), element(0xa0, control));
}
