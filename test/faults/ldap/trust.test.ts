import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LdapConnection } from '../../../electron/model/ldap.ts';
import { crowd, UNITS } from '../../support/ldap/people.ts';
import { startProxy, type WireProxy } from '../../support/ldap/proxy.ts';
import { type LdapServer, READER, startLdapServer } from '../../support/ldap/server.ts';
import { ldapBench } from '../../support/ldap/service.ts';

let server: LdapServer;
beforeAll(async () => {
  server = await startLdapServer(`${UNITS}\n${crowd(3)}`);
});
afterAll(() => server.stop());

const never = new AbortController().signal;
const tried = (connection: LdapConnection, password: string = READER.password) =>
  ldapBench({ patience: { connectMs: 2000, answerMs: 2000 } }).service.test({ connection, password }, never);

describe.each(['start_tls', 'ldaps'] as const)('over %s', (security) => {
  let proxy: WireProxy;
  beforeAll(async () => {
    proxy = await startProxy(security === 'ldaps' ? server.tlsPort : server.port);
  });
  afterAll(() => proxy.stop());
  const through = (otherwise: Partial<LdapConnection> = {}): LdapConnection =>
    server.connection({ security, ...otherwise, port: proxy.port });

  it('trusts the authority given, and sends no name or password in the clear', async () => {
    expect(await tried(through())).toMatchObject({ users: 3 });
    const sent = proxy.sent().toString('latin1');
    for (const secret of [READER.password, 'cn=reader', 'uid', 'dc=example'])
      expect(sent).not.toContain(Buffer.from(secret).toString('latin1'));
  });

  it.each<[string, () => Partial<LdapConnection>, RegExp]>([
    ['another authority', () => ({ authority: server.stranger.pem }), /self-signed|unable to/],
    ['no authority given', () => ({ authority: null }), /self-signed|unable to/],
    ['another host name', () => ({ host: '127.0.0.1' }), /does not match/],
  ])('refuses a certificate: %s, and does not sign in', async (_, otherwise, reason) => {
    const before = proxy.passed();
    await expect(tried(through(otherwise()))).rejects.toMatchObject({
      code: 'ldap_certificate',
      details: { host: otherwise().host ?? 'localhost', reason: expect.stringMatching(reason) },
    });
    // The server answered the handshake, and no bind after it.
    expect(proxy.passed() - before).toBeLessThan(3000);
  });

  it('says that the password is wrong, and not what it was', async () => {
    const refused = await tried(through(), 'a wrong password').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ldap_bind_refused' });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('a wrong password');
  });

  it('refuses an empty password before anything reaches the server', async () => {
    const before = proxy.connections();
    await expect(tried(through(), '')).rejects.toMatchObject({ code: 'ldap_bind_refused' });
    expect(proxy.connections()).toBe(before);
  });
});

describe('a server that is not what it should be', () => {
  it.each<[string, () => Partial<LdapConnection>]>([
    ['nobody listens', () => ({ port: 1 })],
    ['there is no such host', () => ({ host: 'nowhere.invalid' })],
    ['TLS is spoken where StartTLS is awaited', () => ({ port: server.tlsPort })],
    ['TLS is awaited where LDAP is spoken', () => ({ security: 'ldaps', port: server.port })],
  ])('is out of reach when %s', async (_, otherwise) => {
    await expect(tried(server.connection(otherwise()))).rejects.toMatchObject({ code: 'ldap_unreachable' });
  });

  it.each([
    ['that it does not offer TLS', 2, '', 'ldap_refused', 'StartTLS: result code 2'],
    [
      'yes, and slips in an answer of its own',
      0,
      'injected',
      'ldap_unreachable',
      'there was more in the clear than the answer',
    ],
  ])('answers to StartTLS %s', async (_, status, more, code, reason) => {
    // A message of LDAP is a sequence: its number, then what it is.
    const body = Buffer.from([0x02, 1, 1, 0x78, 7, 0x0a, 1, status, 0x04, 0, 0x04, 0]);
    const port = await startFake(Buffer.concat([Buffer.from([0x30, body.length]), body, Buffer.from(more)]));
    await expect(tried(server.connection({ port }))).rejects.toMatchObject({ code, details: { reason } });
  });

  it('never answers', async () => {
    const port = await startFake(Buffer.alloc(0));
    await expect(tried(server.connection({ port }))).rejects.toMatchObject({
      code: 'ldap_unreachable',
      details: { reason: 'no connection within 2 s' },
    });
  });
});

it('names the directory’s own reason when the base is not there', async () => {
  await expect(tried(server.connection({ baseDn: 'dc=other,dc=org' }))).rejects.toMatchObject({
    code: 'ldap_refused',
    details: { reason: expect.stringContaining('noSuchObject (32)') },
  });
});

/** Listens and gives this answer to whatever is said first. */
async function startFake(answer: Buffer): Promise<number> {
  const fake: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answer));
    onTestFinished(() => void socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(fake, 'listening');
  onTestFinished(() => void fake.close());
  const address = fake.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
