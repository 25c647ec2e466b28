import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pkiBench } from '../../support/pki/bench.ts';
import { type ScepServer, scepServer } from '../../support/pki/scep-server.ts';

const run = promisify(execFile);
const { pki } = pkiBench();
let folder: string;
let server: ScepServer;

async function strongSwan(args: string[]): Promise<Buffer> {
  const { stdout } = await run('pki', args, { cwd: folder, encoding: 'buffer', maxBuffer: 2 ** 24 });
  return stdout;
}

const enroll = (password: string, ...more: string[]) =>
  strongSwan([
    ...['--scep', '--url', server.url, '--in', 'new.key', '--password', password],
    ...['--cacert-enc', 'ra.der', '--cacert-sig', 'ra.der', '--cacert', 'ca.der', ...more],
  ]);
const NAME = ['--dn', 'C=CH, O=School, CN=iPhone'];

async function newKey(name: string): Promise<void> {
  await run('openssl', ['genrsa', '-traditional', '-out', path.join(folder, name), '2048']);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muster-strongswan-'));
  server = await scepServer(pki);
  await newKey('new.key');
  await strongSwan(['--scepca', '--url', server.url, '--caout', 'ca.der', '--raout', 'ra.der']);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('strongSwan', () => {
  it('tells the authority’s certificate from its service’s', async () => {
    expect((await readdir(folder)).toSorted()).toEqual(['ca.der', 'new.key', 'ra.der']);
  });

  it.each([
    ['aes', 'sha256'],
    ['aes', 'sha384'],
    ['des3', 'sha512'],
  ])('gets a certificate in %s with %s', async (cipher, digest) => {
    server.challenges.add('once');
    const certificate = new X509Certificate(
      await enroll('once', ...NAME, '--cipher', cipher, '--digest', digest),
    );
    expect(certificate.subject).toBe('CN=device 1');
    expect(await pki.judgeDevice(certificate.raw, Date.now())).toBe('good');
    expect(server.requests.at(-1)).toMatchObject({
      messageType: 19,
      challenge: 'once',
      subject: 'C=CH, O=School, CN=iPhone',
    });
  });

  it.each(['wrong', 'used'])('is refused with a challenge that is %s', async (password) => {
    server.challenges.add('used');
    await enroll('used', ...NAME);
    const why = await enroll(password, ...NAME).catch((error: { stderr: Buffer }) => String(error.stderr));
    expect(why).toContain('failInfo:     badRequest');
  });

  it('renews with its old certificate', async () => {
    server.challenges.add('first').add('second');
    await writeFile(path.join(folder, 'old.der'), await enroll('first', ...NAME));
    await rename(path.join(folder, 'new.key'), path.join(folder, 'old.key'));
    await newKey('new.key');
    const renewed = new X509Certificate(await enroll('second', ...NAME, '-c', 'old.der', '-k', 'old.key'));
    const request = server.requests.at(-1);
    expect(request?.messageType).toBe(17);
    expect(await pki.judgeDevice(request?.signer ?? Buffer.alloc(0), Date.now())).toBe('good');
    expect(renewed.publicKey.equals(new X509Certificate(request?.signer ?? '').publicKey)).toBe(false);
  });
});
