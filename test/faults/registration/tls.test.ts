import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial } from '../../support/listener/client.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, PUBLIC_NAME, type ServedWorkspace } from '../../support/served/workspace.ts';

let workspace: ServedWorkspace;
let program: Program;
beforeAll(async () => {
  workspace = await makeServedWorkspace();
  program = await startListening(workspace);
});
afterAll(async () => {
  expect(await program.stop()).toBe(0);
  expect(program.errors()).toBe('');
  workspace.remove();
});

/** What `openssl` says when it is run. */
async function openssl(...args: string[]): Promise<string> {
  const child = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end();
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return out + err;
}

/** What was agreed upon with `s_client`: null when nothing was. */
async function agreed(port: number, ...args: string[]): Promise<{ cipher: string; said: string } | null> {
  const said = await openssl(
    's_client',
    '-connect',
    `127.0.0.1:${port}`,
    '-servername',
    PUBLIC_NAME,
    ...args,
  );
  const [, cipher = '(NONE)'] = /New, (?:TLSv[\d.]+|SSLv3), Cipher is (\S+)/.exec(said) ?? [];
  return cipher === '(NONE)' ? null : { cipher, said };
}

const doors = (): [string, number][] => [
  ['people', workspace.peoplePort],
  ['devices', workspace.devicesPort],
];
/** OpenSSL offers old things only when told that nothing matters. */
const OLD = '@SECLEVEL=0';
/** sha256WithRSAEncryption (RFC 8017 appendix A.2.4), as DER. */
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b', 'hex');

describe('nothing older than TLS 1.2 is spoken', () => {
  it.each(['-tls1', '-tls1_1'])('not with %s', async (version) => {
    for (const [, port] of doors()) {
      const found = await agreed(port, version, '-cipher', `ALL:${OLD}`);
      expect(found).toBeNull();
    }
  });

  it.each([
    ['SSL 3', 3, 0],
    ['TLS 1.0', 3, 1],
  ])('an offer of %s alone, which no library makes any more, is refused by an alert', async (_, major, minor) => {
    for (const [, port] of doors()) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(helloOf(major, minor));
      const chunks: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(socket, 'close');
      const answer = Buffer.concat(chunks);
      // An alert (RFC 8446 section 6), fatal, and no hello: 21 and not 22.
      expect([answer[0], answer[5]]).toEqual([21, 2]);
    }
  });
});

/** A ClientHello with suites that every old server knew, and no extension (RFC 6101 section 5.6.1.2). */
function helloOf(major: number, minor: number): Buffer {
  const suites = [0x00, 0x2f, 0x00, 0x35, 0x00, 0x0a, 0x00, 0x05, 0xc0, 0x13, 0xc0, 0x14];
  const body = [major, minor, ...Array<number>(32).fill(7), 0, 0, suites.length, ...suites, 1, 0];
  const hello = [1, 0, 0, body.length, ...body];
  return Buffer.from([22, major, minor, 0, hello.length, ...hello]);
}

it('of all suites OpenSSL has, only those with forward secrecy and authenticated encryption are taken', async () => {
  const all = (await openssl('ciphers', '-s', '-tls1_2', `ALL:COMPLEMENTOFALL:${OLD}`)).trim().split(':');
  expect(all.length).toBeGreaterThan(30);
  expect(all).toEqual(expect.arrayContaining(['AES128-SHA', 'ECDHE-RSA-AES128-SHA256', 'AES128-GCM-SHA256']));
  for (const [, port] of doors()) {
    const taken: string[] = [];
    // What is taken is offered no more, until nothing of all the rest is.
    for (let offer = all; ; offer = all.filter((name) => !taken.includes(name))) {
      const found = await agreed(port, '-tls1_2', '-cipher', `${offer.join(':')}:${OLD}`);
      if (found === null) break;
      taken.push(found.cipher);
    }
    expect(taken).toEqual([
      'ECDHE-RSA-AES128-GCM-SHA256',
      'ECDHE-RSA-AES256-GCM-SHA384',
      'ECDHE-RSA-CHACHA20-POLY1305',
    ]);
  }
});

it.each([
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
])('speaks TLS 1.3 with %s', async (suite) => {
  for (const [, port] of doors())
    expect((await agreed(port, '-tls1_3', '-ciphersuites', suite))?.cipher).toBe(suite);
});

it.each(['TLS_AES_128_CCM_SHA256', 'TLS_AES_128_CCM_8_SHA256'])('does not speak %s', async (suite) => {
  expect(await agreed(workspace.peoplePort, '-tls1_3', '-ciphersuites', suite)).toBeNull();
});

it('compresses nothing, and negotiates nothing anew', async () => {
  for (const [, port] of doors()) {
    const { said } = (await agreed(port, '-tls1_2', '-comp')) ?? { said: '' };
    expect(said).toContain('Compression: NONE');
    expect(said).toContain('Secure Renegotiation IS supported');
    const line = await dial(port, { maxVersion: 'TLSv1.2' });
    const anew = new Promise<boolean>((resolve) => {
      line.socket.once('close', () => resolve(false));
      line.socket.on('error', () => undefined);
      line.socket.renegotiate({}, (error) => resolve(error === null));
    });
    expect(await anew).toBe(false);
  }
});

it('shows a certificate of its own authority that is long enough, for these names and this purpose alone', async () => {
  for (const [, port] of doors()) {
    const line = await dial(port, { ca: workspace.ca, servername: PUBLIC_NAME, rejectUnauthorized: true });
    const { raw } = line.socket.getPeerCertificate();
    line.socket.destroy();
    const shown = new X509Certificate(raw);
    expect(shown.checkIssued(new X509Certificate(workspace.ca))).toBe(true);
    expect(shown.ca).toBe(false);
    expect(shown.publicKey.asymmetricKeyType).toBe('rsa');
    expect(shown.publicKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
    expect(shown.subjectAltName).toContain(`DNS:${PUBLIC_NAME}`);
    expect(raw.includes(SHA256_WITH_RSA)).toBe(true);
    expect(shown.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  }
});

it.each([
  'evil.example',
  'register.school.test.evil.example',
  '10.0.0.1',
  'register.school.test:1',
])('has nothing for %s, over the same TLS', async (host) => {
  for (const [, port] of doors()) {
    const line = await dial(port, { ca: workspace.ca, servername: PUBLIC_NAME, rejectUnauthorized: true });
    line.say(`GET /go HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(await line.over()).toMatch(/^HTTP\/1\.1 421 /);
  }
});
