import type { ServerResponse } from 'node:http';

/**
 * On every answer of both doors; a room may set its own policy over them. Framing is refused by the policy alone
 * (`frame-ancestors`), because Windows’ set-up shows registration pages in a frame and its room must be able to allow it.
 */
const ALWAYS: ReadonlyMap<string, string> = new Map([
  [
    'Content-Security-Policy',
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cache-Control', 'no-store'],
  ['Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]);

/**
 * Thirty days, for this name alone (RFC 6797). Only with a certificate that was brought: behind our own authority a
 * browser that does not trust it yet would be locked out, with no way to go on. Short, so that going back to the own
 * authority stays possible.
 */
const STRICT_TRANSPORT = 'max-age=2592000';

export function putHeaders(response: ServerResponse, strictTransport: boolean): void {
  for (const [name, value] of ALWAYS) response.setHeader(name, value);
  if (strictTransport) response.setHeader('Strict-Transport-Security', STRICT_TRANSPORT);
}

/** The same, for an answer that is written by hand. */
export function headerLines(): string[] {
  return [...ALWAYS].map(([name, value]) => `${name}: ${value}`);
}
