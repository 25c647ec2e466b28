import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes a JWT signed with RS256 (RFC 7515, RFC 7519). */
export function signJwt(claims: object, key: KeyObject, keyId: string): string {
  const content = `${encode({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

const assertionSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  scope: z.string().default(''),
  sub: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
});

/** What a service account claims about itself. Times are seconds. */
export type Assertion = z.infer<typeof assertionSchema>;

/** Reads a JWT; undefined when it is no JWT with these claims. `signed` tells whether the key signed it. */
export function readAssertion(
  jwt: string,
  key: KeyObject,
): { claims: Assertion; signed: boolean } | undefined {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const header = parse(head);
  const claims = assertionSchema.safeParse(parse(body));
  if (!claims.success) return undefined;
  const rs256 = z.object({ alg: z.literal('RS256') }).safeParse(header).success;
  const bytes = Buffer.from(signature, 'base64url');
  const signed = rs256 && verify('sha256', Buffer.from(`${head}.${body}`), createPublicKey(key), bytes);
  return { claims: claims.data, signed };
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    // Not JSON: not a JWT, which the caller says in Google's words.
    return undefined;
  }
}
