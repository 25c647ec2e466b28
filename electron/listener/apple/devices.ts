import { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppleDoor, MdmAnswer, Presented } from '../../mdm/apple/contract.ts';
import { limitLongBodies } from './allowance.ts';
import { bodyOf } from './body.ts';
import { serveScep } from './scep.ts';

/** A list of all applications of a Mac has some megabytes; sizes in bytes. */
const REPORT_BYTES = 10 * 1024 * 1024;
const CHECK_IN_BYTES = 1024 * 1024;

/** What devices come for: their identity, check-ins and commands (Apple, MDM Protocol Reference; RFC 8894). */
export function serveDevices(door: AppleDoor, server: FastifyInstance): void {
  // Whatever type it says, and also when it says none: what a body is, is found out when its sender is proved.
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  limitLongBodies(server);
  serveScep(door, server);
  server.put('/mdm/checkin', { bodyLimit: CHECK_IN_BYTES }, async (request, reply) =>
    answer(reply, await door.checkIn(presentedBy(request), bodyOf(request))),
  );
  server.put('/mdm/connect', { bodyLimit: REPORT_BYTES }, async (request, reply) =>
    answer(reply, await door.report(presentedBy(request), bodyOf(request))),
  );
}

/** The header, else the certificate of the connection. Whether it is any good is for the door to say. */
function presentedBy({ headers, raw }: FastifyRequest): Presented {
  const signature = headers['mdm-signature'];
  if (typeof signature === 'string') return { signature, certificate: null };
  const certificate = raw.socket instanceof TLSSocket ? raw.socket.getPeerX509Certificate() : undefined;
  return { signature: null, certificate: certificate?.raw ?? null };
}

function answer(reply: FastifyReply, { status, type, body }: MdmAnswer): FastifyReply {
  reply.code(status);
  if (type !== null) reply.type(type);
  // Nothing at all, not an empty property list, means that there is nothing to do.
  return body.length === 0
    ? reply.send()
    : reply.send(Buffer.from(body.buffer, body.byteOffset, body.length));
}
