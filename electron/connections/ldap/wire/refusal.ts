import { MusterError } from '../../../model/errors.ts';
import { wordsOf } from '../../trust.ts';

/** Result codes of RFC 4511 appendix A that say something of their own here. */
const CODE = {
  sizeLimitExceeded: 4,
  adminLimitExceeded: 11,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
} as const;

/** The names under which an admin finds the other codes in a server’s manual. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'operationsError'],
  [2, 'protocolError'],
  [3, 'timeLimitExceeded'],
  [7, 'authMethodNotSupported'],
  [8, 'strongerAuthRequired'],
  [10, 'referral'],
  [12, 'unavailableCriticalExtension'],
  [13, 'confidentialityRequired'],
  [18, 'inappropriateMatching'],
  [21, 'invalidAttributeSyntax'],
  [32, 'noSuchObject'],
  [34, 'invalidDNSyntax'],
  [50, 'insufficientAccessRights'],
  [51, 'busy'],
  [52, 'unavailable'],
  [53, 'unwillingToPerform'],
]);

const DIAGNOSTIC_LENGTH = 200;

/** The error a result code stands for; `seen` counts the entries that came before it. */
export function refusal(host: string, status: number, diagnostic: string, seen: number): MusterError {
  if (status === CODE.sizeLimitExceeded || status === CODE.adminLimitExceeded)
    return new MusterError('ldap_too_large', { host, count: seen });
  if (status === CODE.invalidCredentials || status === CODE.inappropriateAuthentication)
    return new MusterError('ldap_bind_refused', { host });
  const words = diagnostic
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, DIAGNOSTIC_LENGTH);
  const name = NAMES.get(status) ?? 'result code';
  return new MusterError('ldap_refused', {
    host,
    reason: `${name} (${status})${words === '' ? '' : `, ${words}`}`,
  });
}

/** The directory could not be asked, or fell silent. */
export function unreachable(host: string, cause: unknown): MusterError {
  return new MusterError('ldap_unreachable', { host, reason: wordsOf(cause) }, cause);
}
