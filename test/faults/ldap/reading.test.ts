import { Attribute, Change, type Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowd, entry, person, UNITS, uidOf } from '../../support/ldap/people.ts';
import { BASE, type LdapServer, READER, startLdapServer } from '../../support/ldap/server.ts';
import { type LdapBench, ldapBench, readAll } from '../../support/ldap/service.ts';

const PEOPLE = 1200;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NORTH = `ou=North,ou=Schools,${BASE}`;

let server: LdapServer;
beforeAll(async () => {
  const group = (cn: string, attributes: Record<string, string | string[]>): string =>
    entry(`cn=${cn},ou=Groups,${BASE}`, { cn, ...attributes });
  server = await startLdapServer(
    [
      UNITS,
      crowd(PEOPLE),
      // No user name.
      person('cn=Nobody', { cn: 'Nobody' }),
      person('cn=Second', { cn: 'Second', uid: 'second' }, 'ou=Schools'),
      person('cn=Doe\\, Jane', {
        cn: 'Doe, Jane',
        mail: 'jane@example.org',
        preferredLanguage: 'fr-CA, en;q=0.5',
      }),
      group('Teachers', {
        objectClass: 'groupOfNames',
        member: [
          `uid=${uidOf(1)},${NORTH}`,
          `UID=P0002, OU=North, OU=Schools, ${BASE}`,
          `cn=Doe\\2c Jane,${NORTH}`,
        ],
      }),
      group('Choir', { objectClass: 'groupOfUniqueNames', uniqueMember: `uid=${uidOf(1)},${NORTH}#'0101'B` }),
      group('staff', { objectClass: 'posixGroup', gidNumber: '5000', memberUid: [uidOf(1), uidOf(3)] }),
    ].join('\n'),
  );
});
afterAll(() => server.stop());

/** A set-up whose settings are older than any reading of these tests. */
async function setUp(now = Date.now()): Promise<LdapBench> {
  const clock = { now: now - 40 * DAY_MS };
  const bench = ldapBench({ now: () => clock.now });
  await bench.service.save({ connection: server.connection(), password: READER.password });
  clock.now = now;
  return bench;
}

function replace(type: string, value: string): Change {
  return new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });
}

describe.each(['start_tls', 'ldaps'] as const)('over %s', (security) => {
  it('reads everybody page by page, and counts who cannot be named', async () => {
    const { service } = ldapBench();
    await service.save({ connection: server.connection({ security }), password: READER.password });
    const { whole, users, pages, skipped } = await readAll(service);
    expect({ whole, skipped, seen: users.length }).toEqual({ whole: true, skipped: 1, seen: PEOPLE + 2 });
    expect(pages.length).toBe(3);
    expect(new Set(users.map(({ externalId }) => externalId)).size).toBe(PEOPLE + 2);
    expect(users.find(({ userName }) => userName === uidOf(1200))).toEqual({
      externalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      userName: 'p1200',
      email: 'p1200@example.org',
      displayName: 'Person p1200',
      orgUnitPath: '/Schools/North',
      groups: [],
      language: null,
      suspended: false,
    });
  });
});

it('tells a test how many there are, for example who, and by whose certificate', async () => {
  const { service, settings, secrets, changes } = ldapBench();
  const tested = await service.test(
    { connection: server.connection(), password: READER.password },
    new AbortController().signal,
  );
  expect(tested).toMatchObject({
    counted: true,
    certificate: { subject: 'O=Riverside, CN=localhost', issuer: 'CN=authority' },
  });
  expect(tested.users).toBe(PEOPLE + 2);
  expect(tested.sample).toHaveLength(5);
  expect(tested.sample[0]).toEqual({ userName: 'p0001', displayName: 'Person p0001' });
  expect(tested.certificate.validTo).toBeGreaterThan(Date.now());
  expect([settings.size, secrets.size, changes()]).toEqual([0, 0, 0]);
});

it('knows the groups that name their members, however they write them', async () => {
  const { users } = await readAll((await setUp()).service);
  const groupsOf = (name: string): string[] | undefined =>
    users.find(({ userName }) => userName === name)?.groups;
  expect(groupsOf('p0001')).toEqual(['Choir', 'Teachers', 'staff']);
  expect(groupsOf('p0002')).toEqual(['Teachers']);
  expect(groupsOf('p0003')).toEqual(['staff']);
  expect(groupsOf('jane@example.org')).toEqual(['Teachers']);
  expect(groupsOf('p0004')).toEqual([]);
  expect(users.find(({ userName }) => userName === 'jane@example.org')).toMatchObject({
    displayName: 'Doe, Jane',
    language: 'fr',
  });
});

it('takes the admin’s filter and base', async () => {
  const { service } = ldapBench();
  const connection = server.connection({
    baseDn: ` OU=Schools , ${BASE}`,
    userFilter: '(&(objectClass=inetOrgPerson)(|(uid=p000*)(cn=Doe, J\\61ne))(!(uid=p0005)))',
  });
  await service.save({ connection, password: READER.password });
  const { users } = await readAll(service);
  expect(users.map(({ userName }) => userName).toSorted()).toEqual([
    'jane@example.org',
    ...[1, 2, 3, 4, 6, 7, 8, 9].map(uidOf),
  ]);
});

describe('since the last whole reading', () => {
  const rename = (uid: string, name: string) => (client: Client) =>
    client.modify(`uid=${uid},${NORTH}`, replace('cn', name));

  it('reads only what changed, with its groups', async () => {
    const { service } = await setUp();
    const since = Date.now() - 5 * HOUR_MS;
    expect(await readAll(service, since)).toMatchObject({ whole: false, users: [] });
    await server.manage(rename('p0001', 'Renamed'));
    const { whole, users } = await readAll(service, since);
    expect(whole).toBe(false);
    expect(users).toMatchObject([
      { userName: 'p0001', displayName: 'Renamed', groups: ['Choir', 'Teachers', 'staff'] },
    ]);
  });

  it('sees a change that a clock some hours behind has dated before it', async () => {
    const { service } = await setUp(Date.now() + 3 * HOUR_MS);
    await server.manage(rename('p0009', 'Renamed too'));
    const { whole, users } = await readAll(service, Date.now() + 3 * HOUR_MS - 1000);
    expect(whole).toBe(false);
    expect(users.map(({ userName }) => userName)).toContain('p0009');
  });

  it.each([
    ['a week later', Date.now() - 8 * DAY_MS],
    ['when the clock was set back', Date.now() + DAY_MS],
    ['after a change of settings', Date.now() - 41 * DAY_MS],
    ['when asked to', null],
  ])('reads everybody again %s', async (_, since) => {
    const { service } = await setUp();
    const { whole, users } = await readAll(service, since);
    expect({ whole, seen: users.length }).toEqual({ whole: true, seen: PEOPLE + 2 });
  });

  it('reads everybody again when a group changed, for its people show no sign of it', async () => {
    const { service } = await setUp();
    await server.manage((client) =>
      client.modify(
        `cn=Choir,ou=Groups,${BASE}`,
        new Change({
          operation: 'add',
          modification: new Attribute({ type: 'uniqueMember', values: [`uid=${uidOf(4)},${NORTH}`] }),
        }),
      ),
    );
    const { whole, users } = await readAll(service, Date.now() - 5 * HOUR_MS);
    expect(whole).toBe(true);
    expect(users.find(({ userName }) => userName === 'p0004')).toMatchObject({ groups: ['Choir'] });
  });

  it('takes the groups an overlay writes into their members', async () => {
    const { service } = await setUp();
    await server.manage(async (client) => {
      const second = `cn=Second,ou=Schools,${BASE}`;
      await client.add(`cn=Board,ou=Groups,${BASE}`, {
        objectClass: 'groupOfNames',
        cn: 'Board',
        member: second,
      });
    });
    const { users } = await readAll(service, Date.now() - 5 * HOUR_MS);
    expect(users.find(({ userName }) => userName === 'second')).toMatchObject({
      orgUnitPath: '/Schools',
      groups: ['Board'],
    });
  });

  it('follows people into a renamed unit, and misses who was deleted', async () => {
    const { service } = await setUp();
    await server.manage(async (client) => {
      await client.del(`uid=${uidOf(30)},${NORTH}`);
      await client.modifyDN(NORTH, `ou=Nord,ou=Schools,${BASE}`);
    });
    const { whole, users } = await readAll(service, Date.now() - 5 * HOUR_MS);
    expect(whole).toBe(true);
    expect(users.some(({ userName }) => userName === uidOf(30))).toBe(false);
    expect(users.find(({ userName }) => userName === uidOf(31))).toMatchObject({
      orgUnitPath: '/Schools/Nord',
    });
  });
});
