import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pkiBench } from '../../support/pki/bench.ts';
import { corporateAuthority, PASSWORD, sign } from '../../support/pki/corporate.ts';
import type { OpenSsl } from '../../support/pki/openssl.ts';

let openssl: OpenSsl;

beforeAll(async () => {
  openssl = await corporateAuthority();
  const locked = '-passout pass:geheim';
  await Promise.all([
    openssl(`pkcs12 -export -inkey leaf.key -in leaf.pem ${locked} -out new.pfx`),
    openssl(`pkcs12 -export -legacy -inkey leaf.key -in leaf.pem ${locked} -out old.pfx`),
    openssl(`pkcs12 -export -nomac -inkey leaf.key -in leaf.pem ${locked} -out nomac.pfx`),
    openssl(`pkcs12 -export -nokeys -in leaf.pem ${locked} -out nokey.pfx`),
    openssl(`pkcs12 -export -nocerts -inkey leaf.key ${locked} -out nocert.pfx`),
    openssl(`pkcs8 -topk8 -in leaf.key ${locked} -out pbkdf2.key`),
    openssl(`pkcs8 -topk8 -v1 PBE-SHA1-3DES -in leaf.key ${locked} -out pbe.key`),
    openssl(`rsa -traditional -aes256 -in leaf.key ${locked} -out rfc1421.key`),
  ]);
});
afterAll(() => openssl.remove());

async function bring(names: readonly string[], password: string | null, name: string | null = null) {
  const { pki } = pkiBench();
  const files = await Promise.all(
    names.map(async (file) => ({ name: file, bytes: await openssl.read(file) })),
  );
  return pki.bring({ handle: pki.pick(files).handle, password, name });
}

describe('a wrong password', () => {
  it.each([
    ['new.pfx', []],
    ['old.pfx', []],
    ['nomac.pfx', []],
    ['pbkdf2.key', ['leaf.pem']],
    ['pbe.key', ['leaf.pem']],
    ['rfc1421.key', ['leaf.pem']],
  ])('does not open %s, and the right one does after that', async (file, beside) => {
    const { pki } = pkiBench();
    const names = [...beside, file];
    const picked = pki.pick(
      await Promise.all(names.map(async (name) => ({ name, bytes: await openssl.read(name) }))),
    );
    for (const password of ['Geheim', '', null]) {
      await expect(pki.bring({ handle: picked.handle, password, name: null })).rejects.toMatchObject({
        code: 'certificate_wrong_password',
        details: { name: file },
      });
    }
    await pki.bring({ handle: picked.handle, password: PASSWORD, name: null });
    await expect(pki.bring({ handle: picked.handle, password: PASSWORD, name: null })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('what does not fit together is refused', () => {
  it.each([
    ['certificate_no_key', ['leaf.pem', 'middle.pem'], {}],
    ['certificate_no_key', ['nokey.pfx'], {}],
    ['certificate_key_mismatch', ['leaf.pem', 'root.key'], { name: 'root.key' }],
    ['certificate_unreadable', ['leaf.key'], { name: 'leaf.key' }],
    ['certificate_unreadable', ['nocert.pfx'], { name: 'nocert.pfx' }],
    ['certificate_unreadable', ['leaf.csr', 'leaf.key'], { name: 'leaf.csr' }],
  ])('as %s: %j', async (code, files, details) => {
    await expect(bring(files, PASSWORD)).rejects.toMatchObject({ code, details });
  });
});

describe('a certificate for other names is refused', () => {
  it.each([
    'other.corp',
    'sub.corp',
    'a.b.sub.corp',
    'leaf',
    '10.0.0.2',
    '2001:db8::2',
  ])('%s', async (name) => {
    await expect(bring(['leaf.pem', 'leaf.key'], null, name)).rejects.toMatchObject({
      code: 'certificate_name_missing',
      details: { name, names: 'muster.corp, *.sub.corp, 10.0.0.1, 2001:db8::1' },
    });
  });

  it.each(['MUSTER.corp', 'a.sub.corp', '10.0.0.1', '2001:DB8:0::1'])('but not %s', async (name) => {
    await expect(bring(['leaf.pem', 'leaf.key'], null, name)).resolves.toBeDefined();
  });
});

describe('a certificate that devices refuse', () => {
  const selfSigned = (key: string, more = '') =>
    openssl(`req -x509 ${key} -nodes -keyout weak.key -out weak.pem -subj /CN=weak ${more}`.trim());

  it.each([
    ['-newkey rsa:1024', '', 'RSA 1024'],
    ['-newkey rsa:2048', '-sha1', 'SHA-1'],
    ['-newkey rsa:2048', '-sigopt rsa_padding_mode:pss -sha1', 'SHA-1'],
    ['-newkey ec -pkeyopt ec_paramgen_curve:secp256k1', '', 'EC secp256k1'],
    ['-newkey ed25519', '', 'ed25519'],
    [
      '-newkey rsa:2048',
      '-addext extendedKeyUsage=clientAuth',
      'it is not made for servers (extended key usage)',
    ],
  ])('is refused: %s %s', async (key, more, reason) => {
    await selfSigned(key, more);
    await expect(bring(['weak.pem', 'weak.key'], null)).rejects.toMatchObject({
      code: 'certificate_weak',
      details: { reason },
    });
  });

  it('but not for a hash that is good in RSASSA-PSS', async () => {
    await selfSigned('-newkey rsa:2048', '-sigopt rsa_padding_mode:pss -sha256');
    await expect(bring(['weak.pem', 'weak.key'], null)).resolves.toBeDefined();
  });

  it('is refused for an authority in its chain too', async () => {
    await sign(openssl, 'middle', 'root', '-days 300 -sha1');
    await expect(bring(['leaf.pem', 'leaf.key', 'middle.pem'], null)).rejects.toMatchObject({
      code: 'certificate_weak',
      details: { reason: 'SHA-1' },
    });
  });

  it('is refused when it has expired', async () => {
    const bytes = await openssl.read('leaf.pem');
    const key = await openssl.read('leaf.key');
    const { pki, clock } = pkiBench();
    const { handle } = pki.pick([
      { name: 'leaf.pem', bytes },
      { name: 'leaf.key', bytes: key },
    ]);
    clock.now += 301 * 86_400_000;
    await expect(pki.bring({ handle, password: null, name: null })).rejects.toMatchObject({
      code: 'certificate_expired',
      details: { until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
  });
});

describe('a file that is something else', () => {
  it.each([
    ['empty', ''],
    ['a text', 'Dear admin,\n'],
    ['larger than 1 MB', '-'.repeat(1024 * 1024 + 1)],
    ['PEM without its end', '-----BEGIN CERTIFICATE-----\nMIIB'],
    ['PEM with another end', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END PRIVATE KEY-----\n'],
    [
      'PEM with no certificate',
      '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n',
    ],
    ['of too many parts', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n'.repeat(501)],
    ['many beginnings', '-----BEGIN A-----\n'.repeat(50_000)],
    ['a number', '\x02\x01\x03'],
  ])('is refused when it is picked: %s', (_what, content) => {
    const { pki } = pkiBench();
    const files = [{ name: 'odd.bin', bytes: Buffer.from(content, 'latin1') }];
    expect(() => pki.pick(files)).toThrow(
      expect.objectContaining({
        code: 'certificate_unreadable',
        details: { name: 'odd.bin', reason: expect.any(String) },
      }),
    );
  });

  it('is refused when its times are none', async () => {
    const bytes = await openssl('x509 -in leaf.pem -outform der -out leaf.der').then(() =>
      openssl.read('leaf.der'),
    );
    const end = bytes.indexOf('\x17\x0d', bytes.indexOf('\x17\x0d') + 2, 'latin1');
    bytes.write('9999', end + 4);
    await openssl.write('never.der', bytes);
    await expect(bring(['never.der', 'leaf.key'], null)).rejects.toMatchObject({
      code: 'certificate_unreadable',
      details: { name: 'never.der' },
    });
  });

  it('is refused with its name when it is damaged within', async () => {
    const damaged = async (name: string, at: number) => {
      const bytes = await openssl.read(name);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await openssl.write(`damaged-${name}`, bytes);
      return `damaged-${name}`;
    };
    const middle = (await openssl.read('new.pfx')).length >> 1;
    await expect(bring([await damaged('new.pfx', middle)], PASSWORD)).rejects.toMatchObject({
      code: 'certificate_wrong_password',
    });
    await openssl('x509 -in leaf.pem -outform der -out leaf.der');
    await expect(bring([await damaged('leaf.der', 8), 'leaf.key'], null)).rejects.toMatchObject({
      code: 'certificate_unreadable',
      details: { name: 'damaged-leaf.der' },
    });
  });

  it.each([
    ['nomac.pfx', []],
    ['leaf.der', ['leaf.key']],
  ])('never leads to anything but a refusal, wherever %s is damaged or cut', async (name, beside) => {
    await openssl('x509 -in leaf.pem -outform der -out leaf.der');
    const whole = await openssl.read(name);
    const rest = await Promise.all(
      beside.map(async (file) => ({ name: file, bytes: await openssl.read(file) })),
    );
    const { pki } = pkiBench();
    for (let at = 0; at < whole.length; at += 3) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) + 1 + (at % 255);
      for (const bytes of [changed, whole.subarray(0, at)]) {
        const taken = await attempt(() => {
          const { handle } = pki.pick([{ name, bytes }, ...rest]);
          return pki.bring({ handle, password: PASSWORD, name: null });
        });
        expect(taken).toMatch(/^(?:taken|certificate_[a-z_]+)$/);
      }
    }
  });

  it('is forgotten when others are picked', async () => {
    const { pki } = pkiBench();
    const bytes = await openssl.read('new.pfx');
    const first = pki.pick([{ name: 'a.pfx', bytes }]);
    pki.pick([{ name: 'b.pfx', bytes }]);
    await expect(pki.bring({ handle: first.handle, password: PASSWORD, name: null })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not missed where nothing was brought', async () => {
    await expect(pkiBench().pki.server({ source: 'brought', names: [] })).rejects.toMatchObject({
      code: 'certificate_no_key',
    });
  });
});

/** What became of it: `taken`, or the code of the refusal. */
async function attempt(task: () => Promise<unknown>): Promise<string> {
  try {
    await task();
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
