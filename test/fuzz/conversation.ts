import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { type Heard, listen } from './heard.ts';

/** One connection to a door, and what came back on it. */
export interface Conversation {
  readonly heard: Heard;
  say(text: string): void;
  /** Resolves when so many answers are there, when the other side has hung up, or after so long (ms). */
  wait(answers: number, ms: number): Promise<void>;
  /** Says that nothing more comes. */
  finish(): void;
  /** Goes without a word. */
  cut(): void;
  readonly open: boolean;
}

export interface Calling {
  port: number;
  /** An address of loopback: 127.x.y.z. */
  from: string;
  tls: { servername: string; session: Buffer | undefined; keep(session: Buffer): void } | null;
}

const CONNECT_MS = 15_000;
/** Made once: making it takes longer than the connection. */
const SECURE = createSecureContext();

/** Null when the door let nobody in. */
export async function converse({ port, from, tls }: Calling): Promise<Conversation | null> {
  const { promise: connected, resolve: settle } = Promise.withResolvers<boolean>();
  const socket = dial({ port, from, tls }, () => settle(true));
  const heard = listen();
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of [...waiting]) check();
  };
  let open = true;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    heard.take(text);
    look();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    open = false;
    settle(false);
    look();
  });
  const late = setTimeout(() => socket.destroy(), CONNECT_MS);
  const isIn = await connected;
  clearTimeout(late);
  if (!isIn) return null;
  return {
    heard,
    say: (text) => {
      if (socket.writable) socket.write(text, 'latin1');
    },
    wait: (count, ms) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const leave = (): void => {
        waiting.delete(check);
        clearTimeout(timer);
        resolve();
      };
      const check = (): void => {
        if (!open || heard.answers.length >= count) leave();
      };
      const timer = setTimeout(leave, ms);
      waiting.add(check);
      check();
      return promise;
    },
    finish: () => socket.end(),
    cut: () => socket.destroy(),
    get open() {
      return open;
    },
  };
}

function dial({ port, from, tls }: Calling, connected: () => void): Socket {
  const at = { host: '127.0.0.1', port, localAddress: from };
  if (tls === null) return connectPlain(at, connected);
  const { servername, session, keep } = tls;
  const how = { ...at, servername, secureContext: SECURE, rejectUnauthorized: false };
  return connectTls(session === undefined ? how : { ...how, session }, connected).on('session', keep);
}
