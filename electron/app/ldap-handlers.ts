import type { LdapService } from '../connections/ldap/service.ts';
import type { HandlerHost, Some } from './handlers.ts';

/** The bridge's methods for the LDAP directory. */
export function ldapHandlers({ console }: HandlerHost): Some<'ldap'> {
  const ldap = (): LdapService => console.need().ldap;
  return {
    'ldap.overview': async () => (await console.current()?.ldap.overview()) ?? null,
    'ldap.test': (input, signal) => ldap().test(input, signal),
    'ldap.save': (input) => ldap().save(input),
    'ldap.remove': () => ldap().remove(),
  };
}
