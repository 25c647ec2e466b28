import { z } from 'zod';

/** Longer than anything Apple sends. */
const LONGEST_TEXT = 1024;
/** UnlockTokens have a few kilobytes. */
const LONGEST_DATA = 65_536;

/** A text that says something. */
export const text = z.string().min(1).max(LONGEST_TEXT);
/** What is not a text is as good as not there. */
export const maybeText = text.nullable().catch(null).default(null);
export const data = z.instanceof(Uint8Array).refine(({ length }) => length <= LONGEST_DATA);
/** An empty one is as good as none. */
export const maybeData = data.optional().transform((value) => (value?.length ? value : null));
