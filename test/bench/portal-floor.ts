import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import { z } from 'zod';

/** A bare server that returns given bytes: what TLS and HTTP cost by themselves. It ends with its parent. */
const given = z
  .object({ key: z.string(), cert: z.string(), port: z.number(), pages: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await text(process.stdin)));

const server = fastify({ https: { key: given.key, cert: given.cert } });
for (const [path, page] of Object.entries(given.pages)) {
  const bytes = Buffer.from(page);
  server.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(bytes));
}
await server.listen({ host: '127.0.0.1', port: given.port });
process.stdout.write('listening\n');
process.on('disconnect', () => void server.close());
