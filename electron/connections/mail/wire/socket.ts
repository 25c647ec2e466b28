import { type Socket, connect as tcpConnect } from 'node:net';
import { wordsOf } from '../../trust.ts';
import { SmtpFailure } from './failure.ts';
import { isLoopback } from './loopback.ts';

/**
 * Connects. Throws SmtpFailure `unreachable` (also when it takes longer than `patienceMs`), `not_secured` when a
 * connection `loopbackOnly` led to another machine, and `cancelled`.
 */
export async function openSocket(
  { host, port, loopbackOnly }: { host: string; port: number; loopbackOnly: boolean },
  patienceMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  if (signal.aborted) throw new SmtpFailure('cancelled', 'cancelled');
  const socket = tcpConnect({ host, port });
  const late = setTimeout(
    () => socket.destroy(new Error(`no connection within ${patienceMs / 1000} s`)),
    patienceMs,
  );
  const abort = (): unknown => socket.destroy(new SmtpFailure('cancelled', 'cancelled'));
  signal.addEventListener('abort', abort);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    if (!loopbackOnly || isLoopback(socket.remoteAddress ?? '')) return socket;
    throw new SmtpFailure('not_secured', `${host} is ${socket.remoteAddress}`);
  } catch (error) {
    socket.destroy();
    throw error instanceof SmtpFailure ? error : new SmtpFailure('unreachable', wordsOf(error), null, error);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
  }
}
