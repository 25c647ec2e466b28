import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bodies up to this are heard at any time; sizes in bytes. */
const SHORT = 65_536;
/** All longer ones that may be in memory at once. Whoever sends them is not known before they are read. */
const MOST = 64 * 1024 * 1024;
/** When who was turned away may come again. */
const AGAIN_S = 30;

/** Turns long bodies away with 503 while too many others are being read, or answered. */
export function limitLongBodies(server: FastifyInstance): void {
  let held = 0;
  server.addHook('onRequest', async (request, reply) => {
    const bytes = announced(request);
    if (bytes <= SHORT) return;
    if (held + bytes > MOST) return reply.code(503).header('retry-after', String(AGAIN_S)).send();
    held += bytes;
    reply.raw.once('close', () => {
      held -= bytes;
    });
  });
}

/** What a body may come to; one that is longer than its route takes is refused. */
function announced({ headers, routeOptions }: FastifyRequest): number {
  const most = routeOptions.bodyLimit ?? 0;
  if (headers['transfer-encoding'] !== undefined) return most;
  return Math.min(Number(headers['content-length'] ?? 0), most);
}
