import { z } from 'zod';

/** An answer of Google as it came over the wire. Header names are in lower case. */
export interface GoogleAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** An answer began and broke off: the other side can be reached, so this is no lack of network. */
export class BrokenAnswer extends Error {
  constructor(cause: unknown) {
    super('the answer broke off', { cause });
    this.name = 'BrokenAnswer';
  }
}

/** The request was never handed to the network. */
export class NeverLeft extends Error {
  constructor(cause: unknown) {
    super('the request was not sent', { cause });
    this.name = 'NeverLeft';
  }
}

/** What an error answer says: the machine word that tells the cases apart, and Google's own sentence. */
export interface GoogleWords {
  reason: string | null;
  message: string | null;
}

/** Google's JSON error body, in its older (`errors`) and newer (`status`, `details`) form; unknown fields are left alone. */
const bodySchema = z.looseObject({
  error: z.looseObject({
    message: z.string().optional(),
    status: z.string().optional(),
    errors: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
    details: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
  }),
});

/**
 * Reads an error answer. A detailed reason (`ACCESS_TOKEN_SCOPE_INSUFFICIENT`) wins over the general one
 * (`insufficientPermissions`). Null when the body is not an error of Google's, so that something in between spoke.
 */
export function wordsOf(text: string): GoogleWords | null {
  const body = bodySchema.safeParse(parsed(text));
  if (!body.success) return null;
  const { message, status, errors, details } = body.data.error;
  const detailed = details?.find((detail) => detail.reason !== undefined)?.reason;
  const reason = detailed ?? errors?.[0]?.reason ?? status ?? null;
  return { reason, message: message ?? null };
}

/** True for a page meant for people, as captive portals and proxies send. */
export function isWebPage(answer: GoogleAnswer): boolean {
  return (
    /^\s*</.test(answer.text.slice(0, 200)) || (answer.headers['content-type'] ?? '').includes('text/html')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
