import { USER_LIMITS } from '../../../model/user.ts';
import { parseDn } from './dn.ts';

/** A user name that can be kept, or null. */
export function usableName(...candidates: (string | null)[]): string | null {
  return candidates.find((name) => name !== null && name.length <= USER_LIMITS.userName) ?? null;
}

/** An address that can be written to, or null: directories hold anything in `mail`. */
export function usableEmail(text: string | null): string | null {
  return text !== null && text.length <= USER_LIMITS.email && /^[^\s@]+@[^\s@]+$/.test(text) ? text : null;
}

/** The first of the names, cut to the length that is kept. */
export function displayName(userName: string, ...candidates: (string | null)[]): string {
  const name = candidates.find((candidate) => candidate !== null) ?? userName;
  return name.slice(0, USER_LIMITS.displayName);
}

/** A language of ours by RFC 2798 `preferredLanguage` (`fr-CA, en;q=0.5`): the one put first. */
export function languageOf(text: string | null): 'en' | 'fr' | null {
  const first = text?.trim().slice(0, 2).toLowerCase();
  return first === 'en' || first === 'fr' ? first : null;
}

/** `/Schools/North` for `cn=Jean,ou=North,ou=Schools,dc=example,dc=org`; `/` right below the root. */
export function unitPath(dn: string): string | null {
  const above = parseDn(dn)?.slice(1);
  if (above === undefined) return null;
  const units = above.flatMap(([step]) => (step?.type === 'ou' || step?.type === 'cn' ? [step.value] : []));
  return `/${units.toReversed().join('/')}`;
}

/** The name of a group by its distinguished name: that of its first step. */
export function groupName(dn: string): string | null {
  return parseDn(dn)?.[0]?.[0]?.value || null;
}

/** In one order whatever that of the answer, each once: another order is no change. */
export function inOrder(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))].toSorted();
}
