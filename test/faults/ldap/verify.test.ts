import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LdapConnection } from '../../../electron/model/ldap.ts';
import { bound, done, found, startFakeDirectory } from '../../support/ldap/fake.ts';
import { person, UNITS } from '../../support/ldap/people.ts';
import { startProxy } from '../../support/ldap/proxy.ts';
import { type LdapServer, READER, startLdapServer } from '../../support/ldap/server.ts';
import { type LdapBench, ldapBench, readAll } from '../../support/ldap/service.ts';

const PASSWORD = 'Zoé’s own pass phrase';
const TWIN = 'the password of a twin';

let server: LdapServer;
beforeAll(async () => {
  server = await startLdapServer(
    [
      UNITS,
      person('uid=zoe', { uid: 'zoe', cn: 'Zoé', mail: 'zoe@example.org', userPassword: PASSWORD }),
      person('cn=Doe\\, Jane', { cn: 'Doe, Jane', mail: 'jane@example.org', userPassword: PASSWORD }),
      person('cn=First', { cn: 'First', uid: 'twin', userPassword: TWIN }),
      person('cn=Second', { cn: 'Second', uid: 'twin', userPassword: TWIN }, 'ou=Schools'),
      person('cn=No Password', { cn: 'No Password', uid: 'without' }),
    ].join('\n'),
  );
});
afterAll(() => server.stop());

const never = new AbortController().signal;

async function against(otherwise: Partial<LdapConnection> = {}): Promise<LdapBench['service']> {
  const { service } = ldapBench({ patience: { connectMs: 2000, answerMs: 2000 } });
  await service.save({ connection: server.connection(otherwise), password: READER.password });
  return service;
}

async function externalIdOf(service: LdapBench['service'], userName: string): Promise<string | null> {
  const { users } = await readAll(service);
  return users.find((user) => user.userName === userName)?.externalId ?? null;
}

const named = (userName: string, externalId: string | null = null) => ({ userName, externalId });

describe.each(['start_tls', 'ldaps'] as const)('over %s', (security) => {
  it('knows the password of somebody found by the directory’s id, whatever he is called here', async () => {
    const service = await against({ security });
    const zoe = named('renamed', await externalIdOf(service, 'zoe'));
    expect(await service.verify(zoe, PASSWORD, never)).toBe('right');
    expect(await service.verify(zoe, `${PASSWORD} `, never)).toBe('wrong');
    expect(await service.verify(zoe, READER.password, never)).toBe('wrong');
  });

  it('knows it by the user name where no id is kept, with signs in the entry’s name', async () => {
    const service = await against({ security });
    expect(await service.verify(named('ZOE'), PASSWORD, never)).toBe('right');
    expect(await service.verify(named('jane@example.org'), PASSWORD, never)).toBe('right');
    expect(await service.verify(named('jane@example.org'), TWIN, never)).toBe('wrong');
  });
});

it.each([
  ['nobody is called so', named('nobody')],
  ['the name would change the question', named('*')],
  ['the address is not the name he signs in with', named('zoe@example.org')],
  ['two are called so', named('twin')],
  ['the id is of nobody, though the name is known', named('zoe', '00000000-0000-4000-8000-000000000000')],
])('answers “wrong” when %s', async (_, user) => {
  const service = await against();
  expect(await service.verify(user, PASSWORD, never)).toBe('wrong');
  expect(await service.verify(user, TWIN, never)).toBe('wrong');
});

it('answers “wrong” for whom the admin’s filter leaves out', async () => {
  const service = await against({ userFilter: '(uid=twin)' });
  expect(await service.verify(named('zoe'), PASSWORD, never)).toBe('wrong');
});

it('never sends an empty password, which a directory takes for nobody’s', async () => {
  const proxy = await startProxy(server.port);
  onTestFinished(proxy.stop);
  const service = await against({ port: proxy.port });
  expect(await service.verify(named('zoe'), '', never)).toBe('wrong');
  expect(await service.verify(named('without'), '', never)).toBe('wrong');
  expect(proxy.connections()).toBe(0);
});

it('keeps neither password nor name, and sends none in the clear', async () => {
  const proxy = await startProxy(server.port);
  onTestFinished(proxy.stop);
  const { service, settings, secrets } = ldapBench();
  await service.save({
    connection: server.connection({ port: proxy.port }),
    password: READER.password,
  });
  const before = [...settings.values(), ...secrets.values()].map(String).join();
  expect(await service.verify(named('zoe'), PASSWORD, never)).toBe('right');
  expect(proxy.sent().toString('utf8')).not.toContain('pass phrase');
  expect(proxy.sent().toString('utf8')).not.toContain('zoe');
  expect([...settings.values(), ...secrets.values()].map(String).join()).toBe(before);
});

describe('is out of reach', () => {
  it('when no directory is set up', async () => {
    expect(await ldapBench().service.verify(named('zoe'), PASSWORD, never)).toBe('unreachable');
  });

  it.each<[string, () => Partial<LdapConnection>]>([
    ['nobody listens', () => ({ port: 1 })],
    ['its certificate is not trusted', () => ({ authority: server.stranger.pem })],
    ['there is no such base', () => ({ baseDn: 'dc=other,dc=org' })],
  ])('when %s', async (_, otherwise) => {
    const service = await against(otherwise());
    expect(await service.verify(named('zoe'), PASSWORD, never)).toBe('unreachable');
  });

  it('when Muster’s own password there is no longer right', async () => {
    const { service } = ldapBench();
    await service.save({ connection: server.connection(), password: 'changed since' });
    expect(await service.verify(named('zoe'), PASSWORD, never)).toBe('unreachable');
  });

  it('when it took too long', async () => {
    const service = await against();
    expect(await service.verify(named('zoe'), PASSWORD, AbortSignal.abort())).toBe('unreachable');
  });
});

it('asks Active Directory by the bytes of its id', async () => {
  const guid = Buffer.from('33221100554477668899aabbccddeeff', 'hex');
  const asked: Buffer[] = [];
  const fake = await startFakeDirectory((id, request) => {
    asked.push(request);
    if (id !== 3) return bound(2);
    const entry = { objectGUID: guid, sAMAccountName: 'zoe' };
    return Buffer.concat([found(id, 'CN=Zoé,DC=example,DC=org', entry), done(id, '')]);
  });
  onTestFinished(fake.stop);
  const service = await against({
    kind: 'active_directory',
    security: 'ldaps',
    port: fake.port,
    authority: fake.authority,
    baseDn: 'DC=example,DC=org',
  });
  const zoe = named('zoe@example.org', '00112233-4455-6677-8899-aabbccddeeff');
  expect(await service.verify(zoe, PASSWORD, never)).toBe('right');
  expect(asked.some((request) => request.includes(guid))).toBe(true);
  expect(asked.at(-1)?.includes('CN=Zoé,DC=example,DC=org')).toBe(true);
});
