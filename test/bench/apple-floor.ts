import { createHash } from 'node:crypto';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { z } from 'zod';
import { readSignedData } from '../../electron/pki/cms/signed-data.ts';
import { verifySigned } from '../../electron/pki/cms/verify.ts';

/**
 * A bare server that verifies the same signature and writes one row that is on the disk before it answers: what TLS, HTTP,
 * cryptography and the disk cost by themselves. It ends with its parent.
 */
const given = z
  .object({ key: z.string(), chain: z.string(), port: z.number(), folder: z.string() })
  .parse(JSON.parse(await text(process.stdin)));

const db = new Database(path.join(given.folder, 'bare.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE devices (fingerprint TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT');
const seen = db.prepare(
  'INSERT INTO devices VALUES (?, ?) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at',
);

const server = fastify({ https: { key: given.key, cert: given.chain } });
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.put('/mdm/connect', (request, reply) => {
  const signature = Buffer.from(String(request.headers['mdm-signature']), 'base64');
  const { certificate } = verifySigned(readSignedData(signature), z.instanceof(Buffer).parse(request.body));
  seen.run(createHash('sha256').update(certificate).digest('hex'), Date.now());
  return reply.send();
});
await server.listen({ host: '127.0.0.1', port: given.port });
process.stdout.write('listening\n');
process.on('disconnect', () => void server.close());
