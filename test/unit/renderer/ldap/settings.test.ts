import { describe, expect, it } from 'vitest';
import { type LdapConnection, ldapConnectionSchema, MusterError } from '../../../../electron/bridge/domain';
import { certificateText } from '../../../../renderer/components/certificate';
import {
  connectionOf,
  EMPTY_LDAP,
  type LdapDraft,
  ldapDraftOf,
  ldapProblems,
  mayKeepPassword,
} from '../../../../renderer/pages/ldap/draft';
import { fieldOf } from '../../../../renderer/pages/ldap/failure';

const DRAFT: LdapDraft = {
  ...EMPTY_LDAP,
  host: ' dc1.example.org ',
  bindDn: 'cn=reader,dc=example,dc=org',
  password: 'secret',
  baseDn: 'dc=example,dc=org',
};
const KEPT: LdapConnection = connectionOf(DRAFT);

describe('settings of a directory', () => {
  it('take the usual port of the encryption unless one is typed', () => {
    expect(connectionOf(DRAFT)).toMatchObject({ host: 'dc1.example.org', port: 389 });
    expect(connectionOf({ ...DRAFT, security: 'ldaps' }).port).toBe(636);
    expect(connectionOf({ ...DRAFT, port: ' 3269 ' }).port).toBe(3269);
    expect(ldapConnectionSchema.safeParse(connectionOf(DRAFT)).success).toBe(true);
  });

  it('come back without the password, and with a port only where it is unusual', () => {
    expect(ldapDraftOf(KEPT)).toEqual({ ...DRAFT, host: 'dc1.example.org', password: '' });
    expect(ldapDraftOf({ ...KEPT, port: 3269 }).port).toBe('3269');
  });

  it('say at each field what is missing or wrong', () => {
    expect(ldapProblems(DRAFT, null)).toEqual({});
    expect(ldapProblems(EMPTY_LDAP, null)).toEqual({
      host: 'host',
      bindDn: 'bindDn',
      password: 'password',
      baseDn: 'baseDn',
    });
    const wrong = { ...DRAFT, host: 'ldap://dc1', port: '0', authority: 'MIIB', userFilter: 'uid=*' };
    expect(ldapProblems(wrong, null)).toEqual({
      host: 'hostForm',
      port: 'port',
      authority: 'authority',
      userFilter: 'userFilter',
    });
  });

  it('ask for the password again when it would go to another server or for another account', () => {
    const unchanged = ldapDraftOf(KEPT);
    expect(ldapProblems({ ...unchanged, baseDn: 'ou=people,dc=example,dc=org' }, KEPT)).toEqual({});
    for (const other of [{ host: 'elsewhere.example' }, { port: '3269' }, { bindDn: 'cn=other' }]) {
      expect(mayKeepPassword({ ...unchanged, ...other }, KEPT)).toBe(false);
      expect(ldapProblems({ ...unchanged, ...other }, KEPT)).toEqual({ password: 'password' });
    }
  });
});

describe('a failed attempt', () => {
  it('is told where it can be mended', () => {
    expect(fieldOf(new MusterError('ldap_unreachable', { host: 'dc1', reason: 'refused' }))).toBe('host');
    expect(fieldOf(new MusterError('ldap_certificate', { host: 'dc1', reason: 'self-signed' }))).toBe(
      'authority',
    );
    expect(fieldOf(new MusterError('ldap_bind_refused'))).toBe('password');
    expect(fieldOf(new MusterError('bad_input', { field: 'userFilter', problem: 'x' }))).toBe('userFilter');
    expect(fieldOf(new MusterError('bad_input', { field: 'elsewhere', problem: 'x' }))).toBeNull();
    expect(fieldOf(new MusterError('vault_locked'))).toBeNull();
  });
});

describe('a certificate from a file', () => {
  const PEM = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUcjQKIrKK8Obf1dcztw62r2rZARAwCgYIKoZIzj0EAwIw
-----END CERTIFICATE-----
`;
  const der = Uint8Array.from(atob(PEM.replace(/-----[^-]+-----|\s/g, '')), (byte) => byte.charCodeAt(0));

  it('is taken as text, and written as text when it is in bytes', () => {
    expect(certificateText(new TextEncoder().encode(PEM))).toBe(PEM);
    expect(certificateText(der)).toBe(PEM);
  });
});
