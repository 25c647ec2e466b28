import { isMusterError, MusterError } from '../../../model/errors.ts';

/** Which devices are meant: Google's query language, and a unit without its children. Null for all. */
export interface DeviceListing {
  query: string | null;
  /** The path or the id (`id:…`) of one organizational unit. */
  orgUnitPath: string | null;
}

export interface ListPageInput extends DeviceListing {
  pageToken: string | null;
}

/** Sends one request for a page; `tries` answers of "unavailable" end it early. */
export type AskPage = (input: ListPageInput, maxResults: number, tries: number) => Promise<string>;

/** The page sizes Google has enforced over the years, largest first; 300 is what it documents. */
const SIZES = [300, 200, 100] as const;

/** The page size this server takes; what it refused once is not asked for again. */
export class PageSizes {
  #index = 0;

  current(): number {
    return SIZES[this.#index] ?? 100;
  }

  /** Goes to the next smaller size than the one refused; false when there is none. */
  shrink(refused: number): boolean {
    if (this.current() < refused) return true;
    if (this.#index >= SIZES.length - 1) return false;
    this.#index++;
    return true;
  }
}

/** A dead page token can look like an outage (503): so many of them make it a suspect. */
const SUSPICIOUS = 4;
const PATIENT = Number.POSITIVE_INFINITY;

/**
 * Asks for one page, smaller when the server refuses the size. A page token that gets 503 again and again while a
 * fresh listing is answered has died (Directory API limits: "60 minutes"): throws google_token_dead.
 */
export async function listPage(input: ListPageInput, sizes: PageSizes, ask: AskPage): Promise<string> {
  if (input.pageToken === null) return await askSized(input, sizes, ask, PATIENT);
  try {
    return await askSized(input, sizes, ask, SUSPICIOUS);
  } catch (error) {
    if (!isMusterError(error, 'google_unavailable')) throw error;
  }
  await ask({ ...input, pageToken: null }, 1, PATIENT);
  try {
    return await askSized(input, sizes, ask, SUSPICIOUS);
  } catch (error) {
    if (!isMusterError(error, 'google_unavailable')) throw error;
    throw new MusterError('google_token_dead', error.details, error);
  }
}

/** The parameters of chromeosdevices.list that say which page of what. Never `orderBy`: it has lost devices. */
export function listingParams({
  query,
  orgUnitPath,
  pageToken,
}: ListPageInput): Record<string, string | boolean> {
  return {
    projection: 'FULL',
    ...(query === null ? {} : { query }),
    ...(orgUnitPath === null ? {} : { orgUnitPath, includeChildOrgunits: false }),
    ...(pageToken === null ? {} : { pageToken }),
  };
}

async function askSized(
  input: ListPageInput,
  sizes: PageSizes,
  ask: AskPage,
  tries: number,
): Promise<string> {
  for (;;) {
    const size = sizes.current();
    try {
      return await ask(input, size, tries);
    } catch (error) {
      if (!refusesSize(error, input) || !sizes.shrink(size)) throw error;
    }
  }
}

/** A first page has nothing else to refuse than its size, whatever the words; a later one must name it. */
function refusesSize(error: unknown, { pageToken }: ListPageInput): boolean {
  if (isMusterError(error, 'google_bad_request') && error.details.status === 400 && pageToken === null)
    return true;
  if (!isMusterError(error, 'google_bad_request') && !isMusterError(error, 'google_token_dead')) return false;
  return /max_?results|range: \[1/i.test(String(error.details.message ?? ''));
}
