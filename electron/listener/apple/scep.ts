import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { AppleDoor } from '../../mdm/apple/contract.ts';
import { isMusterError } from '../../model/errors.ts';
import { bodyOf } from './body.ts';

/** Requests have two or three kilobytes. */
const MESSAGE_BYTES = 65_536;
const ANSWER_TYPE = 'application/x-pki-message';

/** macOS adds `message` to GetCACert as well (RFC 8894 section 4.2: the name of an authority). */
const querySchema = z.looseObject({
  operation: z.enum(['GetCACaps', 'GetCACert', 'PKIOperation']),
  message: z.string().optional(),
});

/** RFC 8894 section 4.1: requests by GET, with a message in Base64, or by POST as they are. */
export function serveScep(door: AppleDoor, server: FastifyInstance): void {
  server.get('/scep', async ({ query }, reply) => {
    const asked = querySchema.safeParse(query);
    switch (asked.data?.operation) {
      case 'GetCACaps':
        return reply.type('text/plain; charset=utf-8').send(door.caps());
      case 'GetCACert': {
        const { type, body } = await door.caCertificates();
        return reply.type(type).send(Buffer.from(body));
      }
      case 'PKIOperation':
        return operate(door, reply, fromBase64(asked.data?.message ?? ''));
      default:
        return reply.code(400).send();
    }
  });
  server.post('/scep', { bodyLimit: MESSAGE_BYTES }, async (request, reply) => {
    const asked = querySchema.safeParse(request.query);
    if (asked.data?.operation !== 'PKIOperation') return reply.code(400).send();
    return operate(door, reply, bodyOf(request));
  });
}

async function operate(door: AppleDoor, reply: FastifyReply, message: Uint8Array): Promise<FastifyReply> {
  try {
    const body = await door.operate(message);
    return reply.type(ANSWER_TYPE).send(Buffer.from(body));
  } catch (error) {
    const status = statusOf(error);
    if (status === null) throw error;
    return reply.code(status).send();
  }
}

/** Null: a fault of ours. What passes by itself is to be tried again (RFC 8894 has no word for it). */
function statusOf(error: unknown): 400 | 503 | null {
  if (!isMusterError(error)) return null;
  if (error.code === 'scep_refused') return 400;
  const passes = error.code === 'store_busy' || error.code === 'disk_full' || error.code.startsWith('vault_');
  return passes ? 503 : null;
}

/** Some do not escape the plus sign, which a query reads as a space. */
function fromBase64(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(' ', '+'), 'base64');
}
