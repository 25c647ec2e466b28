import { X509Certificate } from 'node:crypto';
import { createServer, getCiphers } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestAuthority, type TestAuthority } from '../../support/listener/certificates.ts';
import { ask, dial } from '../../support/listener/client.ts';
import { type ListenerFixture, LOCAL_NAMES, makeListener, tryRoom } from '../../support/listener/fixture.ts';

let listener: ListenerFixture;
let people: number;
let devices: number;
let authority: TestAuthority;
beforeAll(async () => {
  authority = makeTestAuthority();
  const limits = { arrivals: { people: 1_000_000, devices: 1_000_000 } };
  listener = await makeListener({
    limits,
    authority,
    // The ciphers that are to be refused would not go with a curve anyway.
    credentials: authority.certify({ ...LOCAL_NAMES, bits: 2048 }),
    rooms: [
      tryRoom({
        routes: (_door, server) => {
          server.get('/who', async ({ raw }) =>
            'getPeerX509Certificate' in raw.socket && typeof raw.socket.getPeerX509Certificate === 'function'
              ? String(raw.socket.getPeerX509Certificate()?.subject)
              : 'no TLS',
          );
        },
      }),
    ],
  });
  await listener.service.switchTo(true);
  people = listener.settings.peoplePort;
  devices = listener.settings.devicesPort;
});
afterAll(async () => {
  await listener.close();
  authority.remove();
});

/** What was agreed upon, or null when the other side refused. */
async function agreed(port: number, options: Parameters<typeof dial>[1]): Promise<string | null> {
  const line = await dial(port, options).catch(() => null);
  if (line === null) return null;
  const result = `${line.socket.getProtocol()} ${line.socket.getCipher().name}`;
  line.socket.destroy();
  return result;
}

/** OpenSSL offers old things only when told that nothing matters. */
const OLD = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;

it.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s, which this client does speak', async (maxVersion) => {
  const { key, chain } = listener.pki.credentials;
  const old = createServer({ key, cert: chain, ...OLD });
  const port = await new Promise<number>((resolve) => {
    old.listen(0, '127.0.0.1', () => {
      const address = old.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  expect(await agreed(port, { ...OLD, maxVersion })).toContain(`${maxVersion} `);
  old.close();
  for (const door of [people, devices]) expect(await agreed(door, { ...OLD, maxVersion })).toBeNull();
});

it('agrees to nothing in TLS 1.2 but forward secrecy with authenticated encryption', async () => {
  const offered = getCiphers().filter((name) => !name.startsWith('tls_'));
  expect(offered).toEqual(
    expect.arrayContaining(['aes128-sha', 'ecdhe-rsa-aes128-sha256', 'aes128-gcm-sha256']),
  );
  const taken: (string | null)[] = [];
  for (const name of offered) {
    const ciphers = `${name.toUpperCase()}:@SECLEVEL=0`;
    const result = await agreed(people, { maxVersion: 'TLSv1.2', ciphers });
    if (result !== null) taken.push(result);
  }
  expect(taken.sort()).toEqual([
    'TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256',
    'TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384',
    'TLSv1.2 ECDHE-RSA-CHACHA20-POLY1305',
  ]);
});

it('prefers TLS 1.3', async () => {
  expect(await agreed(people, {})).toMatch(/^TLSv1\.3 /);
});

it('does not negotiate again within a connection', async () => {
  const line = await dial(people, { maxVersion: 'TLSv1.2' });
  line.socket.on('error', () => undefined);
  const again = new Promise<Error | null>((resolve) => {
    line.socket.renegotiate({}, resolve);
    line.socket.once('close', () => resolve(new Error('closed')));
  });
  expect(await again).toBeInstanceOf(Error);
});

it('asks devices for a certificate and takes any; never asks people', async () => {
  const client = makeClientCertificate();
  const who = (port: number) =>
    ask(port, { path: '/who', headers: { host: `localhost:${port}` }, ca: listener.ca, ...client });
  expect((await who(devices)).body).toBe(new X509Certificate(client.cert).subject);
  expect((await who(people)).body).toBe('undefined');
  const without = await ask(devices, {
    path: '/who',
    headers: { host: `localhost:${devices}` },
    ca: listener.ca,
  });
  expect(without.body).toBe('undefined');
});

/** Signed by itself: what it is worth is for the rooms to say. */
function makeClientCertificate(): { cert: string; key: string } {
  const { chain, key } = listener.authority.certify({ names: ['DNS:device'], alone: true });
  return { cert: chain, key };
}

it('speaks HTTP/1.1 alone', async () => {
  const line = await dial(people, { ALPNProtocols: ['h2', 'http/1.1'] });
  expect(line.socket.alpnProtocol).toBe('http/1.1');
  line.socket.destroy();
});
