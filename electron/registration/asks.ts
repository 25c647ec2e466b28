import type { RegistrationMode } from '../model/registration-settings.ts';
import type { UserSource } from '../model/user.ts';
import type { Asks } from './contract.ts';

/** What a user is asked for when he signs in; `hasPassword`: Muster keeps one of his that is valid. */
export function asksOf(mode: RegistrationMode, source: UserSource, hasPassword: boolean): Asks {
  if (mode === 'pin') return { pin: true, password: 'none' };
  const password = source === 'ldap' ? 'directory' : hasPassword ? 'own' : 'none';
  return { pin: mode === 'pin_and_password' || password === 'none', password };
}
