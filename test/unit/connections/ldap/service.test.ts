import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../electron/connections/ldap/wire/filter.ts';
import type { LdapConnection } from '../../../../electron/model/ldap.ts';
import { ldapBench } from '../../../support/ldap/service.ts';

const CONNECTION: LdapConnection = {
  kind: 'openldap',
  host: 'ldap.invalid',
  port: 389,
  security: 'start_tls',
  authority: null,
  bindDn: 'cn=reader,dc=example',
  baseDn: 'dc=example',
  userFilter: null,
};
const PASSWORD = 'a password for the bind';
const never = new AbortController().signal;

describe('the settings of a directory', () => {
  it('are kept, the password sealed and apart, and are removed whole', async () => {
    const { service, settings, secrets, changes } = ldapBench();
    expect(await service.overview()).toBeNull();
    expect(await service.save({ connection: CONNECTION, password: PASSWORD })).toEqual({
      connection: CONNECTION,
      lastImport: null,
      users: 0,
    });
    expect([...secrets.keys()]).toEqual(['ldap.password']);
    expect(Buffer.concat([...secrets.values()]).toString('latin1') + [...settings.values()]).not.toContain(
      PASSWORD,
    );
    expect(await service.overview()).toMatchObject({ connection: CONNECTION });
    await service.remove();
    expect([settings.size, secrets.size, changes()]).toEqual([0, 0, 2]);
    expect(await service.overview()).toBeNull();
  });

  it('keep their password when they are saved again without one', async () => {
    const { service, secrets } = ldapBench();
    await service.save({ connection: CONNECTION, password: PASSWORD });
    const again = { ...CONNECTION, baseDn: 'ou=People,dc=example' };
    expect(await service.save({ connection: again })).toMatchObject({ connection: again });
    expect(secrets.size).toBe(1);
  });

  it.each([
    { host: 'other.invalid' },
    { port: 636 },
    { bindDn: 'cn=other,dc=example' },
  ])('do not give the password to %j, for which it was not given', async (otherwise) => {
    const { service } = ldapBench();
    await service.save({ connection: CONNECTION, password: PASSWORD });
    const elsewhere = { connection: { ...CONNECTION, ...otherwise } };
    const refusal = { code: 'ldap_bind_refused', details: { host: elsewhere.connection.host } };
    await expect(service.test(elsewhere, never)).rejects.toMatchObject(refusal);
    await expect(service.save(elsewhere)).rejects.toMatchObject(refusal);
    expect(await service.overview()).toMatchObject({ connection: CONNECTION });
  });

  it.each([
    ['host', { host: 'ldaps://ldap.invalid' }],
    ['host', { host: 'ldap.invalid:636' }],
    ['host', { host: ' ' }],
    ['port', { port: 0 }],
    ['baseDn', { baseDn: 'example.org' }],
    ['userFilter', { userFilter: '(uid=*' }],
    ['userFilter', { userFilter: '(&(uid=a) (uid=b))' }],
    ['authority', { authority: 'no certificate' }],
    ['authority', { authority: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
  ])('are refused with their field: %s %j', async (field, otherwise) => {
    const { service, settings } = ldapBench();
    const input = { connection: { ...CONNECTION, ...otherwise }, password: PASSWORD };
    const refusal = { code: 'bad_input', details: { field } };
    await expect(service.save(input)).rejects.toMatchObject(refusal);
    await expect(service.test(input, never)).rejects.toMatchObject(refusal);
    expect(settings.size).toBe(0);
  });

  it.each([
    ['[::1]', '::1'],
    ['192.0.2.1', '192.0.2.1'],
  ])('take the address %s', async (host, kept) => {
    const { service } = ldapBench();
    const saved = await service.save({ connection: { ...CONNECTION, host }, password: PASSWORD });
    expect(saved.connection.host).toBe(kept);
  });
});

it('nothing can be read or removed where nothing is set up', async () => {
  const { service } = ldapBench();
  await expect(service.directory.read(null, never)).rejects.toMatchObject({ code: 'ldap_not_set' });
  await expect(service.remove()).rejects.toMatchObject({ code: 'ldap_not_set' });
});

it('a password that is gone from the vault is asked for again', async () => {
  const { service, secrets } = ldapBench();
  await service.save({ connection: CONNECTION, password: PASSWORD });
  secrets.clear();
  await expect(service.directory.read(null, never)).rejects.toMatchObject({ code: 'ldap_bind_refused' });
});

it('a filter may hold any character, escaped or not, in bytes of UTF-8', () => {
  const wire = (text: string): string => parseFilter(text).toString();
  expect(wire('(cn=Zo\\c3\\a9 \\28*)')).toBe(wire('(cn=Zoé \\28*)'));
  expect(wire('(cn=a\\2ab)')).toBe('(cn=a\\2ab)');
  expect(() => parseFilter('(cn=a\\b)')).toThrow();
});
