import type { Socket } from 'node:net';
import { BerReader, ExtendedRequest, ExtendedResponse, MessageParser } from 'ldapts';
import { MusterError } from '../../../model/errors.ts';

/** RFC 4511 section 4.14.1. */
const START_TLS = '1.3.6.1.4.1.1466.20037';
const FIRST_MESSAGE = 1;

/**
 * Asks for TLS and waits for leave (RFC 4511 section 4.14). One message is taken and not a byte more: what somebody
 * puts behind it in the clear must never be read as if it had come through TLS. Throws ldap_refused.
 */
export async function askForTls(socket: Socket, host: string): Promise<void> {
  const answer = oneMessage(socket);
  socket.write(new ExtendedRequest({ messageId: FIRST_MESSAGE, oid: START_TLS }).write());
  const status = statusOf(await answer);
  if (status !== 0)
    throw new MusterError('ldap_refused', { host, reason: `StartTLS: result code ${status}` });
}

function oneMessage(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let read = Buffer.alloc(0);
    const end = (settle: () => void): void => {
      socket.off('data', take);
      socket.off('close', cut);
      settle();
    };
    const cut = (): void => end(() => reject(new Error('the connection was closed before TLS began')));
    const take = (data: Buffer): void => {
      read = Buffer.concat([read, data]);
      const length = messageLength(read);
      if (length === null || length > read.length) return;
      const more = read.length > length;
      end(
        more ? () => reject(new Error('there was more in the clear than the answer')) : () => resolve(read),
      );
    };
    socket.on('data', take);
    socket.once('close', cut);
    socket.once('error', reject);
  });
}

/** The whole length of the message that begins here; null when it is not known yet. */
function messageLength(bytes: Buffer): number | null {
  const reader = new BerReader(bytes);
  return reader.readSequence(0x30) === null ? null : reader.offset + reader.length;
}

/** The result code of an extended response, -1 when it is something else. */
function statusOf(message: Buffer): number {
  let status = -1;
  const parser = new MessageParser();
  parser.on('message', (answer) => {
    if (answer instanceof ExtendedResponse) status = answer.status;
  });
  parser.on('error', () => undefined);
  parser.read(message, new Map());
  return status;
}
