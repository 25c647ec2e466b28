import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` cookies belong to this very host, over TLS, for all paths (RFC 6265bis section 4.1.3.2). */
const COOKIES = {
  session: '__Host-muster',
  device: '__Host-device',
  said: '__Host-said',
  code: '__Host-code',
  language: 'lang',
} as const;
export type CookieName = keyof typeof COOKIES;

/** What a cookie of ours may hold (a token, base64url), and its longest text. */
const VALUE = /^[\w-]{1,2048}$/;

/** A cookie of ours as the browser sends it back; null when it has none, or none of our making. */
export function cookieOf({ headers }: Pick<FastifyRequest, 'headers'>, name: CookieName): string | null {
  for (const pair of headers.cookie?.split(';') ?? []) {
    const [key = '', value = ''] = pair.trim().split('=', 2);
    if (key === COOKIES[name] && VALUE.test(value)) return value;
  }
  return null;
}

/**
 * Gives the browser a cookie (RFC 6265 section 4.1.1) for so many seconds, or until it is closed. The value is a token
 * or base64url.
 */
export function giveCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  seconds: number | 'until closed',
): void {
  const age = seconds === 'until closed' ? '' : ` Max-Age=${Math.max(0, Math.floor(seconds))};`;
  reply.header('set-cookie', `${COOKIES[name]}=${value};${age} Path=/; HttpOnly; Secure; SameSite=Lax`);
}

/** Takes a cookie back. */
export function takeCookie(reply: FastifyReply, name: CookieName): void {
  giveCookie(reply, name, '', 0);
}
