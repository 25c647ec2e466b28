import type { FastifyRequest } from 'fastify';

/**
 * True when a form was sent from one of our own pages: by Sec-Fetch-Site (Fetch Metadata section 2.3) where the browser
 * says it, else by Origin (RFC 6454 section 7). A request with neither is not believed.
 */
export function isFromHere({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && headers.origin.toLowerCase() === `https://${host.toLowerCase()}`;
}
