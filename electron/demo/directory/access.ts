import { type Answer, type Ask, header } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import { forbidden, insufficientScopes, unauthenticated } from './errors.ts';

/** Who is asking, and what they may see. */
export interface Caller {
  readonly email: string;
  readonly role: Role;
}

/**
 * Checks the access token, its scopes and the account's rights, in Google's order. `anyOf` are the scopes of
 * which one is enough. `customer` is the id in the path; empty where the path has none.
 */
export function callerOf(demo: Demo, ask: Ask, customer: string, anyOf: readonly string[]): Caller | Answer {
  const token =
    /^Bearer (.+)$/i.exec(header(ask, 'authorization') ?? '')?.[1] ?? ask.query.get('access_token');
  if (!token) return unauthenticated(false);
  const claims = demo.mint.read(token, 'access', demo.told());
  if (claims === undefined) return unauthenticated(true);
  if (!anyOf.some((scope) => claims.scopes.includes(scope))) return insufficientScopes(anyOf);
  const role = demo.roleOf(claims.email);
  const foreign = customer !== '' && customer !== 'my_customer' && customer !== demo.settings.customerId;
  return role === undefined || foreign ? forbidden() : { email: claims.email, role };
}

/** Tells a caller from a refusal. */
export function isRefusal(result: Caller | Answer): result is Answer {
  return 'status' in result;
}
