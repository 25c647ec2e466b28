import type { FastifyInstance } from 'fastify';

/**
 * Nothing is loaded but our style sheet and drawn pictures, forms are sent to us alone, nobody frames a page. Links are
 * secrets, so other places are not told of them; our own are, or forms would come with `Origin: null`.
 */
export const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** Every answer of a scope goes out with them, and is kept by nobody unless it says so. */
export function guardPages(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(HEADERS);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done();
  });
}
