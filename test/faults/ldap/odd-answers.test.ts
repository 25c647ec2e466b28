import { expect, it, onTestFinished } from 'vitest';
import type { LdapConnection } from '../../../electron/model/ldap.ts';
import { bound, done, found, type Script, startFakeDirectory } from '../../support/ldap/fake.ts';
import { ldapBench, readAll } from '../../support/ldap/service.ts';

/** A person of Active Directory, whose groups are not asked for apart: each search is one request a page. */
function person(id: number, number: number): Buffer {
  return found(id, `CN=P${number},OU=North,DC=example,DC=org`, {
    objectGUID: String(number).padStart(16, '0'),
    SAMACCOUNTNAME: `p${number}`,
    cn: `P${number}`,
  });
}

const bind = (id: number): Buffer | null => (id === 2 ? bound(id) : null);

async function against(script: Script) {
  const fake = await startFakeDirectory(script);
  onTestFinished(fake.stop);
  const { service } = ldapBench({ patience: { connectMs: 2000, answerMs: 500 } });
  const connection: LdapConnection = {
    kind: 'active_directory',
    host: 'localhost',
    port: fake.port,
    security: 'ldaps',
    authority: fake.authority,
    bindDn: 'reader@example.org',
    baseDn: 'DC=example,DC=org',
    userFilter: null,
  };
  await service.save({ connection, password: 'secret' });
  return { service, connection };
}

it('an empty page that is not the last does not end a reading', async () => {
  const { service } = await against((id) => {
    if (id === 3) return Buffer.concat([person(id, 1), done(id, 'more')]);
    if (id === 4) return done(id, 'still more');
    return bind(id) ?? Buffer.concat([person(id, 2), done(id, '')]);
  });
  const { whole, users } = await readAll(service);
  expect(whole).toBe(true);
  expect(users.map(({ userName }) => userName)).toEqual(['p1', 'p2']);
});

it('counts no further than 5,000 to try the settings out', async () => {
  const page = 900;
  const { service, connection } = await against((id) => {
    const people = Array.from({ length: page }, (_, index) => person(id, id * page + index));
    return bind(id) ?? Buffer.concat([...people, done(id, 'always more')]);
  });
  const tested = await service.test({ connection }, new AbortController().signal);
  expect(tested).toMatchObject({ users: 5000, counted: false });
});

it.each<[string, Buffer, object]>([
  ['is not LDAP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), { code: 'ldap_unreachable' }],
  ['never comes', Buffer.alloc(0), { code: 'ldap_unreachable', details: { reason: 'no answer for 0.5 s' } }],
  ['is for somebody else', done(77, ''), { code: 'ldap_unreachable' }],
  ['sends elsewhere', done(3, '', 10), { code: 'ldap_refused', details: { reason: 'referral (10)' } }],
  [
    'has reasons in many lines',
    done(3, '', 1, '000004DC: LdapErr: DSID-0C090A5C,\n a successful bind must be completed\0'),
    {
      code: 'ldap_refused',
      details: {
        reason: 'operationsError (1), 000004DC: LdapErr: DSID-0C090A5C,  a successful bind must be completed',
      },
    },
  ],
  [
    'ran into a limit of the administrator',
    done(3, '', 11),
    { code: 'ldap_too_large', details: { count: 0 } },
  ],
])('an answer that %s ends a reading', async (_, answer, error) => {
  const { service } = await against((id) => bind(id) ?? answer);
  await expect(readAll(service)).rejects.toMatchObject(error);
});
