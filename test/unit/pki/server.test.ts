import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerCredentials } from '../../../electron/pki/contract.ts';
import { copyOf, emptyDisk, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const NAMES = [
  'Muster.Example.org',
  'localhost',
  '127.0.0.1',
  'fe80::1%eth0',
  '[2001:DB8::10]',
  '0.0.0.0',
  '',
];

let openssl: OpenSsl;
let made: PkiDisk;
let first: ServerCredentials;
let root: string;

const own = (names: readonly string[]) => ({ source: 'own', names }) as const;

beforeAll(async () => {
  openssl = await openSsl();
  made = emptyDisk();
  const { pki } = pkiBench({ disk: made });
  first = await pki.server(own(NAMES));
  root = (await pki.root()).pem;
  await openssl.write('root.pem', root);
  await openssl.write('server.pem', first.chain);
});
afterAll(() => openssl.remove());

describe('the listener’s own certificate', () => {
  it('is for the names it is asked for, and for servers alone', async () => {
    const text = await openssl('x509 -in server.pem -noout -text');
    expect(text).toMatch(
      /Alternative Name: \n\s+DNS:muster.example.org, DNS:localhost, IP Address:127.0.0.1, IP Address:FE80:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:0:0:10\n/,
    );
    expect(text).toMatch(/Extended Key Usage: \n\s+TLS Web Server Authentication\n/);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE\n/);
    expect(text).toContain('Public-Key: (2048 bit)');
    expect(
      await openssl(
        'verify -x509_strict -purpose sslserver -verify_hostname muster.example.org -CAfile root.pem server.pem',
      ),
    ).toContain('OK');
    expect(await openssl('verify -verify_ip 2001:db8::10 -CAfile root.pem server.pem')).toContain('OK');
  });

  it('lasts 397 days from now and is valid since an hour ago', () => {
    const { notBefore, notAfter } = first.info;
    expect(notAfter - notBefore).toBe(397 * DAY + DAY / 24);
    expect(Math.abs(notBefore + DAY / 24 - NOW)).toBeLessThan(DAY / 24);
  });

  it('is accepted over TLS by who trusts the authority, by name and by address', async () => {
    const server = createServer({ cert: first.chain, key: first.key }, (socket) => socket.end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const host of [{ host: '127.0.0.1' }, { host: '127.0.0.1', servername: 'muster.example.org' }]) {
      const socket = connect({ ...host, port, ca: root, minVersion: 'TLSv1.2' });
      await once(socket, 'secureConnect');
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
    const stranger = connect({ host: '127.0.0.1', servername: 'other.example.org', port, ca: root });
    await expect(once(stranger, 'secureConnect')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    server.close();
    await once(server, 'close');
  });

  it('is recorded, told and kept apart from its key', () => {
    const { serial } = first.info;
    expect(made.certificates.get(serial)).toMatchObject({
      kind: 'server',
      subject: 'CN=muster.example.org',
      pem: first.chain,
      revokedAt: null,
    });
    expect(made.certificates.get(serial)?.notAfter).toBe(first.info.notAfter);
    expect(made.log.at(-1)).toMatchObject({
      deed: 'certificate.made',
      object: serial,
      detail: { kind: 'server' },
    });
    expect(
      [...made.settings.values(), ...[...made.certificates.values()].map(({ pem }) => pem)].join(),
    ).not.toContain('PRIVATE KEY');
  });
});

describe('the own certificate is served on', () => {
  it('while it is good, also after a restart and when two ask at once', async () => {
    const { pki, changes } = pkiBench({ disk: copyOf(made), now: NOW + 366 * DAY });
    const both = await Promise.all([
      pki.server(own(['localhost'])),
      pki.server(own(['127.0.0.1', '2001:db8:0::10'])),
    ]);
    expect(both).toEqual([first, first]);
    expect(changes()).toBe(0);
    expect((await pki.overview()).server).toEqual({
      source: 'own',
      certificate: first.info,
      renewsAt: first.info.notAfter - 30 * DAY,
    });
  });
});

describe('the own certificate is made anew', () => {
  const cases: [string, { after?: number; names?: string[]; harm?: (disk: PkiDisk) => void }][] = [
    ['30 days before its end', { after: 368 * DAY }],
    ['when a name is lacking', { names: ['localhost', '192.168.7.9'] }],
    ['when it was made while the clock was ahead', { after: -2 * DAY }],
    ['when the authority is another one', { harm: ({ secrets }) => secrets.delete('pki.root') }],
    ['when its key is lost', { harm: ({ secrets }) => secrets.delete('pki.server') }],
    [
      'when it was revoked',
      {
        harm: ({ certificates }) => {
          for (const [serial, kept] of certificates) certificates.set(serial, { ...kept, revokedAt: NOW });
        },
      },
    ],
  ];
  it.each(cases)('%s', async (_when, { after = 0, names = ['localhost'], harm }) => {
    const disk = copyOf(made);
    harm?.(disk);
    const { pki } = pkiBench({ disk, now: NOW + after });
    const [next, same] = await Promise.all([pki.server(own(names)), pki.server(own(names))]);
    expect(same).toEqual(next);
    expect(next.info.serial).not.toBe(first.info.serial);
    expect(next.info.names).toEqual(names);
    expect(await pki.server(own(names))).toEqual(next);
  });

  it('when the admin wants it, and the old one is revoked', async () => {
    const { pki, disk } = pkiBench({ disk: copyOf(made) });
    const info = await pki.renew(['localhost']);
    expect((await pki.server(own(['localhost']))).info).toEqual(info);
    expect(disk.certificates.get(first.info.serial)).toMatchObject({ reason: 4 });
    expect(disk.log.slice(-2).map(({ deed, object }) => [deed, object])).toEqual([
      ['certificate.made', info.serial],
      ['certificate.revoked', first.info.serial],
    ]);
  });

  it('not again and again when the authority itself is about to end', async () => {
    const nearEnd = NOW + (3650 - 10) * DAY;
    const { pki } = pkiBench({ disk: copyOf(made), now: nearEnd });
    const last = await pki.server(own(['localhost']));
    expect(last.info.notAfter).toBe((await pki.root()).info.notAfter);
    expect((await pki.server(own(['localhost']))).info.serial).toBe(last.info.serial);
  });

  it('not without a name that a certificate can be made for', async () => {
    const { pki } = pkiBench({ disk: copyOf(made) });
    for (const names of [[], ['0.0.0.0', 'under_score', '*.example.org', 'a..b', '-x']]) {
      await expect(pki.server(own(names))).rejects.toMatchObject({
        code: 'bad_input',
        details: { field: 'names' },
      });
    }
  });
});
