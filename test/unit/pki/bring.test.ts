import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PkiBench, pkiBench } from '../../support/pki/bench.ts';
import { corporateAuthority, joined, LEAF_NAMES, PASSWORD } from '../../support/pki/corporate.ts';
import type { OpenSsl } from '../../support/pki/openssl.ts';

let openssl: OpenSsl;
let leaf: string;
let middle: string;

beforeAll(async () => {
  openssl = await corporateAuthority();
  leaf = await openssl('x509 -in leaf.pem');
  middle = await openssl('x509 -in middle.pem');
  await openssl.write('chain.pem', await joined(openssl, 'root.pem', 'others.pem', 'middle.pem'));
});
afterAll(() => openssl.remove());

async function bring({ pki }: PkiBench, names: readonly string[], password: string | null) {
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await openssl.read(name) })));
  const picked = pki.pick(files);
  const info = await pki.bring({ handle: picked.handle, password, name: 'muster.corp' });
  return { picked, info };
}

const served = ({ pki }: PkiBench) => pki.server({ source: 'brought', names: ['elsewhere.example'] });

describe('a PFX file', () => {
  const EXPORT = 'pkcs12 -export -inkey leaf.key -in leaf.pem -certfile chain.pem';
  it.each([
    ['of today (AES-256, PBKDF2)', '', PASSWORD],
    ['of old (3DES, RC2-40)', '-legacy', PASSWORD],
    ['of old (RC2-128)', '-legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128', PASSWORD],
    ['with other ciphers and hashes', '-keypbe aes-128-cbc -certpbe des-ede3-cbc -macalg sha512', PASSWORD],
    ['without a check of integrity', '-nomac', PASSWORD],
    ['that encrypts nothing', '-keypbe NONE -certpbe NONE', PASSWORD],
    ['with an empty password', '', ''],
    ['with a password of many scripts', '', 'Zürich€😀'],
  ])('%s is taken in whole', async (_what, options, password) => {
    await openssl(`${EXPORT} -passout pass:${password} -out a.pfx ${options}`.trim());
    const bench = pkiBench();
    const { picked, info } = await bring(bench, ['a.pfx'], password);
    expect(picked).toMatchObject({ names: ['a.pfx'], needsPassword: true });
    expect(info).toMatchObject({
      subject: 'CN=leaf',
      issuer: 'CN=middle',
      names: LEAF_NAMES,
      key: 'RSA 2048',
    });
    // The root is left out, and so is who signed none of it.
    expect((await served(bench)).chain).toBe(leaf + middle);
  });

  it('without a password is opened when none is given', async () => {
    await openssl(`${EXPORT} -passout pass: -out a.pfx`);
    await expect(bring(pkiBench(), ['a.pfx'], null)).resolves.toBeDefined();
  });

  it('whose key is of an elliptic curve is taken in', async () => {
    await openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout ec.key -out ec.pem -subj /CN=ec -addext subjectAltName=DNS:muster.corp',
    );
    await openssl('pkcs12 -export -inkey ec.key -in ec.pem -passout pass:x -out ec.pfx');
    const { info } = await bring(pkiBench(), ['ec.pfx'], 'x');
    expect(info).toMatchObject({ key: 'EC P-384', names: ['muster.corp'] });
  });
});

describe('PEM files', () => {
  const LOCK = 'pkcs8 -topk8 -in leaf.key -passout pass:geheim -out other.key';
  it.each([
    ['PKCS #8', 'pkey -in leaf.key -out other.key', null],
    ['PKCS #1', 'rsa -traditional -in leaf.key -out other.key', null],
    ['PKCS #8, encrypted', LOCK, PASSWORD],
    ['PKCS #8, encrypted with scrypt', `${LOCK} -scrypt`, PASSWORD],
    ['PKCS #8, encrypted with PBKDF2 and SHA-512', `${LOCK} -v2 aes-192-cbc -v2prf hmacWithSHA512`, PASSWORD],
    ['PKCS #8, encrypted the old way', `${LOCK} -v1 PBE-SHA1-3DES`, PASSWORD],
    [
      'PKCS #1, encrypted',
      'rsa -traditional -aes256 -in leaf.key -passout pass:geheim -out other.key',
      PASSWORD,
    ],
  ])('with a key in %s are taken in', async (_what, command, password) => {
    await openssl(command);
    const bench = pkiBench();
    const { picked } = await bring(bench, ['chain.pem', 'other.key', 'leaf.pem'], password);
    expect(picked.needsPassword).toBe(password !== null);
    expect((await served(bench)).chain).toBe(leaf + middle);
  });

  it('with an EC key and its parameters are taken in', async () => {
    await openssl('ecparam -name prime256v1 -genkey -out ec1.key');
    await openssl('req -x509 -key ec1.key -out ec1.pem -subj /CN=ec -addext subjectAltName=DNS:muster.corp');
    const { info } = await bring(pkiBench(), ['ec1.key', 'ec1.pem'], null);
    expect(info.key).toBe('EC P-256');
  });

  it('may be one, in any order, with words between and the ends of lines of Windows', async () => {
    const parts = await joined(openssl, 'root.pem', 'leaf.key', 'middle.pem', 'leaf.pem');
    const text = `Bag Attributes\r\n${parts.toString().replaceAll('\n', '\r\n')}`;
    await openssl.write('all.pem', text);
    await openssl.write('wide.pem', Buffer.from(`\ufeff${text}`, 'utf16le'));
    for (const name of ['all.pem', 'wide.pem']) {
      const bench = pkiBench();
      await bring(bench, [name], null);
      expect((await served(bench)).chain).toBe(leaf + middle);
    }
  });

  it('may be DER as well', async () => {
    await openssl('x509 -in leaf.pem -outform der -out leaf.cer');
    await openssl('pkcs8 -topk8 -in leaf.key -outform der -passout pass:geheim -out leaf.p8');
    await openssl('rsa -traditional -in leaf.key -outform der -out leaf.p1');
    await expect(bring(pkiBench(), ['leaf.cer', 'leaf.p8'], PASSWORD)).resolves.toBeDefined();
    await expect(bring(pkiBench(), ['leaf.cer', 'leaf.p1'], null)).resolves.toBeDefined();
  });

  it('with an older certificate for the same key give the one that lasts longer', async () => {
    await openssl(
      'x509 -req -in leaf.csr -CA middle.pem -CAkey middle.key -extfile leaf.ext -days 30 -out short.pem',
    );
    const bench = pkiBench();
    await bring(bench, ['short.pem', 'leaf.pem', 'leaf.key'], null);
    expect((await served(bench)).chain).toBe(leaf);
  });
});

describe('a brought certificate', () => {
  it('is served as it is, over TLS, to who trusts its root', async () => {
    const bench = pkiBench();
    await bring(bench, ['leaf.pem', 'chain.pem', 'leaf.key'], null);
    const { chain, key } = await served(bench);
    const server = createServer({ cert: chain, key }, (socket) => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ca = await openssl.read('root.pem');
    const socket = connect({ host: '127.0.0.1', port, servername: 'a.sub.corp', ca });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
    server.close();
    await once(server, 'close');
  });

  it('is told and kept over a restart, its key in the vault alone, and served though it has expired', async () => {
    const bench = pkiBench();
    const { info } = await bring(bench, ['leaf.pem', 'leaf.key'], null);
    expect(bench.disk.log).toMatchObject([{ deed: 'certificate.brought', object: info.serial }]);
    expect(bench.changes()).toBe(1);
    expect([...bench.disk.settings.values()].join()).not.toContain('PRIVATE KEY');
    expect([...bench.disk.secrets.keys()]).toEqual(['pki.brought']);

    const later = pkiBench({ disk: bench.disk, now: Date.now() + 400 * 86_400_000 });
    expect((await served(later)).info).toEqual(info);
    expect(await later.pki.overview()).toMatchObject({
      authority: null,
      brought: info,
      server: { source: 'brought', certificate: info, renewsAt: null },
    });
  });

  it('stays kept while the own one is in use', async () => {
    const bench = pkiBench();
    const { info } = await bring(bench, ['leaf.pem', 'leaf.key'], null);
    await served(bench);
    const own = await bench.pki.server({ source: 'own', names: ['localhost'] });
    expect(await bench.pki.overview()).toMatchObject({
      brought: info,
      server: { source: 'own', certificate: own.info },
    });
    expect((await served(bench)).info).toEqual(info);
  });
});
