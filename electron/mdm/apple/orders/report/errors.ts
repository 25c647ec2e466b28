import { z } from 'zod';
import { type ErrorChain, errorChainSchema } from '../../../../model/apple/order.ts';
import { isDict, type PlistDict, type PlistValue } from '../../../../model/apple/plist.ts';
import { keptDict } from './inventory.ts';

const KNOWN = {
  ErrorCode: z.number(),
  ErrorDomain: z.string(),
  LocalizedDescription: z.string(),
  USEnglishDescription: z.string(),
} as const;

/** An ErrorChain as it can be kept: unknown keys stay, a known one of another type goes; null when there is none. */
export function errorsOf(value: PlistValue | undefined): ErrorChain | null {
  if (!Array.isArray(value)) return null;
  const links = value
    .filter((link) => isDict(link))
    .slice(0, LINKS_KEPT)
    .map(linkOf);
  const chain = errorChainSchema.safeParse(links.filter((link) => Object.keys(link).length > 0));
  return chain.success && chain.data.length > 0 ? chain.data : null;
}

/** More is no explanation any more, and would be kept with every failed order. */
const LINKS_KEPT = 20;
const LINK_LENGTH = 5000;

function linkOf(link: PlistDict): Record<string, unknown> {
  const told = keptDict(link);
  for (const [key, schema] of Object.entries(KNOWN)) {
    if (key in told && !schema.safeParse(told[key]).success) delete told[key];
  }
  if (JSON.stringify(told).length <= LINK_LENGTH) return told;
  return Object.fromEntries(
    Object.entries(told)
      .filter(([key]) => key in KNOWN)
      .map(([key, one]) => [key, typeof one === 'string' ? one.slice(0, LINK_LENGTH / 5) : one]),
  );
}

/**
 * What went wrong with single settings: a device acknowledges `Settings` as a whole, and says of each item how it went (Apple,
 * Settings, response). Null when all went well.
 */
export function settingsErrors(value: PlistValue | undefined): ErrorChain | null {
  if (!Array.isArray(value)) return null;
  const failed = value.filter((item) => isDict(item)).filter(({ Status }) => Status === 'Error');
  if (failed.length === 0) return null;
  return failed.flatMap(({ ErrorChain }) => errorsOf(ErrorChain) ?? []);
}
