import type { TLSSocket } from 'node:tls';
import {
  BindResponse,
  type Message,
  MessageParser,
  PagedResultsControl,
  SearchEntry,
  SearchResponse,
  UnbindRequest,
} from 'ldapts';
import { MusterError } from '../../../model/errors.ts';
import { unreachable } from './refusal.ts';

/** The end of an operation, with what came before it. */
export interface Answer {
  /** A result code of RFC 4511 appendix A. */
  status: number;
  /** In the server’s words. */
  diagnostic: string;
  entries: SearchEntry[];
  /** What asks for the next page (RFC 2696); null after the last. */
  cookie: Buffer | null;
}

/** One conversation over one connection, a question at a time. It never connects again by itself. */
export interface Channel {
  /** Throws ldap_unreachable when the connection ends or falls silent, and `cancelled`. */
  ask(question: (messageId: number) => Message): Promise<Answer>;
  close(): void;
}

interface Open {
  id: number;
  entries: SearchEntry[];
  settle: PromiseWithResolvers<Answer>;
}

/**
 * ldapts reads and writes the messages, its client is left aside: that one connects again on its own, in the clear
 * and bound to nobody, when a connection ends between two pages, and takes an empty page for the last.
 */
export function createChannel(
  socket: TLSSocket,
  host: string,
  patienceMs: number,
  signal: AbortSignal,
): Channel {
  const parser = new MessageParser();
  // The first number may have gone to the request for TLS.
  let lastId = 1;
  let open: Open | null = null;
  let ended: MusterError | null = null;

  const end = (error: MusterError, part: () => unknown = () => socket.destroy()): void => {
    ended ??= error;
    open?.settle.reject(ended);
    open = null;
    signal.removeEventListener('abort', abort);
    part();
  };
  const abort = (): void => end(new MusterError('cancelled'));
  parser.on('message', (message) => {
    if (open === null || message.messageId !== open.id) return;
    if (message instanceof SearchEntry) open.entries.push(message);
    if (!(message instanceof SearchResponse || message instanceof BindResponse)) return;
    const { entries, settle } = open;
    open = null;
    socket.setTimeout(0);
    const { status, errorMessage: diagnostic } = message;
    settle.resolve({ status, diagnostic, entries, cookie: cookieOf(message) });
  });
  parser.on('error', (error) => end(unreachable(host, error)));
  socket.on('data', (data: Buffer) => parser.read(data, new Map()));
  socket.on('error', (error) => end(unreachable(host, error)));
  socket.on('timeout', () => end(unreachable(host, new Error(`no answer for ${patienceMs / 1000} s`))));
  socket.on('close', () => end(unreachable(host, new Error('the connection was closed'))));
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();

  return {
    ask: (question) => {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      open = { id: lastId, entries: [], settle: Promise.withResolvers() };
      socket.setTimeout(patienceMs);
      socket.write(question(lastId).write());
      return open.settle.promise;
    },
    close: () => {
      if (ended !== null) return;
      end(new MusterError('cancelled'), () => {
        socket.end(new UnbindRequest({ messageId: lastId + 1 }).write(), () => socket.destroy());
      });
    },
  };
}

function cookieOf(message: SearchResponse | BindResponse): Buffer | null {
  const control = message.controls?.find((one) => one instanceof PagedResultsControl);
  const cookie = control?.value?.cookie;
  return cookie === undefined || cookie.length === 0 ? null : cookie;
}
