import type { FastifyInstance } from 'fastify';
import { STYLE, STYLE_PATH } from '../look/style.ts';
import { answerError, type Desk, visitorOf } from '../visitor.ts';

/** Signing a list takes a moment: strangers cannot ask for more than one in this time, in ms. */
const LIST_MS = 60_000;

/** The style sheet, the authority’s certificate and its revocation list (RFC 5280 section 5). */
export function fileRoutes(desk: Desk, server: FastifyInstance): void {
  const { pki, clock } = desk;
  const style = Buffer.from(STYLE);
  server.get(STYLE_PATH, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(style),
  );
  server.get('/authority.crt', async (request, reply) => {
    // It is made when it is first needed, not because a stranger asks.
    if ((await pki.overview()).authority === null) return answerError(visitorOf(desk, request, reply), 404);
    const { der } = await pki.root();
    return reply.type('application/x-x509-ca-cert').send(Buffer.from(der));
  });
  let list: { at: number; der: Promise<Uint8Array> } | null = null;
  server.get('/authority.crl', async (request, reply) => {
    if ((await pki.overview()).authority === null) return answerError(visitorOf(desk, request, reply), 404);
    const now = clock.now();
    // Also when the clock was set back.
    if (list === null || Math.abs(now - list.at) >= LIST_MS) list = { at: now, der: pki.crl() };
    const made = list;
    try {
      return reply.type('application/pkix-crl').send(Buffer.from(await made.der));
    } catch (error) {
      if (list === made) list = null;
      throw error;
    }
  });
}
