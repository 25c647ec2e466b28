import { MusterError } from '../../model/errors.ts';
import { type LdapConnection, ldapConnectionSchema } from '../../model/ldap.ts';
import { bareHost, checkPem, isHost } from '../trust.ts';
import { parseDn } from './people/dn.ts';
import { parseFilter } from './wire/filter.ts';

/**
 * The connection as it will be used: a host in brackets without them. Throws bad_input with the first field that
 * nothing could be reached or found with.
 */
export function checkedConnection(given: LdapConnection): LdapConnection {
  const read = ldapConnectionSchema.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw bad(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  const connection = { ...read.data, host: bareHost(read.data.host) };
  const { host, baseDn, userFilter, authority } = connection;
  if (!isHost(host)) throw bad('host', 'ldap.example.org');
  if (parseDn(baseDn) === null) throw bad('baseDn', 'dc=example,dc=org');
  if (userFilter !== null) tried('userFilter', () => parseFilter(userFilter));
  if (authority !== null) tried('authority', () => checkPem(authority));
  return connection;
}

function tried(field: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    throw bad(field, error instanceof Error ? error.message : String(error));
  }
}

function bad(field: string, problem: string): MusterError {
  return new MusterError('bad_input', { field, problem });
}
