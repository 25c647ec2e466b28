import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const claimsSchema = z.object({
  kind: z.enum(['code', 'access', 'refresh']),
  /** Names the grant or, for a code, the code itself. */
  grant: z.string(),
  email: z.string(),
  scopes: z.array(z.string()),
  clientId: z.string(),
  /** Milliseconds UTC. */
  issuedAt: z.number(),
  /** Tells apart what was issued in the same millisecond. */
  serial: z.number().default(0),
  /** Milliseconds UTC; absent for a token without an end. */
  expiresAt: z.number().optional(),
  redirectUri: z.string().optional(),
  challenge: z.string().optional(),
  nonce: z.string().optional(),
  /** The code was asked for with `access_type=offline`: a refresh token comes with it. */
  offline: z.boolean().optional(),
});

/** What a code, an access token or a refresh token stands for. */
export type Claims = z.infer<typeof claimsSchema>;

const PREFIX = { code: '4/0A', access: 'ya29.a0A', refresh: '1//0' } as const;

/**
 * Tokens that carry what they stand for and a keyed digest of it. The key comes from the seed: a token
 * outlives a restart of the stand-in, and another organisation's token is worth nothing here.
 */
export class TokenMint {
  readonly #key: Buffer;
  readonly #revoked = new Set<string>();
  readonly #spent = new Set<string>();
  readonly #ended = { access: { time: 0, serial: 0 }, refresh: { time: 0, serial: 0 } };
  #serial = 0;

  constructor(seed: string) {
    this.#key = createHmac('sha256', 'demo organisation').update(seed).digest();
  }

  issue(claims: Omit<Claims, 'serial'>): string {
    const serial = ++this.#serial;
    const payload = Buffer.from(JSON.stringify({ ...claims, serial })).toString('base64url');
    return `${PREFIX[claims.kind]}${payload}-${this.#digest(payload)}`;
  }

  /** Reads a token of this kind; undefined when it is forged, expired at `now`, or revoked. */
  read(token: string, kind: Claims['kind'], now: number): Claims | undefined {
    const claims = this.#open(token, PREFIX[kind]);
    if (claims === undefined || claims.kind !== kind || this.#revoked.has(claims.grant)) return undefined;
    if (claims.expiresAt !== undefined && claims.expiresAt <= now) return undefined;
    return kind !== 'code' && this.#isEnded(claims, this.#ended[kind]) ? undefined : claims;
  }

  /** Reads a code and makes it worthless; undefined when it is bad or was used before. */
  spend(code: string, now: number): Claims | undefined {
    const claims = this.read(code, 'code', now);
    if (claims === undefined || this.#spent.has(code)) return undefined;
    this.#spent.add(code);
    return claims;
  }

  /** Ends the grant behind an access or refresh token, and with it all its tokens. False for a foreign token. */
  revoke(token: string): boolean {
    const claims = this.#open(token, PREFIX.access) ?? this.#open(token, PREFIX.refresh);
    if (claims === undefined) return false;
    this.#revoked.add(claims.grant);
    return true;
  }

  /** Makes every token of a kind issued up to now worthless. */
  endAll(kind: 'access' | 'refresh', now: number): void {
    this.#ended[kind] = { time: now, serial: this.#serial };
  }

  #isEnded(claims: Claims, end: { time: number; serial: number }): boolean {
    return claims.issuedAt < end.time || (claims.issuedAt === end.time && claims.serial <= end.serial);
  }

  #open(token: string, prefix: string): Claims | undefined {
    const body = token.slice(prefix.length);
    const cut = body.length - 43;
    const payload = body.slice(0, cut - 1);
    if (!token.startsWith(prefix) || cut < 2) return undefined;
    const expected = Buffer.from(this.#digest(payload));
    const given = Buffer.from(body.slice(cut));
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  }

  #digest(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url');
  }
}
