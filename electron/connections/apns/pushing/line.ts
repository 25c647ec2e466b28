import type { Clock } from '../../../model/ports.ts';
import type { PushIdentity } from '../certificate/identity.ts';
import type { PushEndpoint } from '../deps.ts';
import type { PushAnswer } from './result.ts';
import { connect, type Wire } from './wire.ts';

/** One push as it goes out. `token` in hex; `expiresAt` in ms UTC, until when Apple keeps it for a device that is off. */
export interface Push {
  token: string;
  magic: string;
  topic: string;
  expiresAt: number;
}

/** A connection to APNs. */
export interface Line {
  /** Rejects with Broken when no answer came: the push may have been taken or not. */
  push(push: Push): Promise<PushAnswer>;
  /** Whether it can be used: a line that was idle for long is tried first. */
  usable(): Promise<boolean>;
  /** Takes no more, and ends once what is on its way is answered. */
  leave(): void;
}

/** Without any answer for so long the connection is given up. */
const LATE_MS = 30_000;
/** After so much idleness a line is tried before it is used: networks forget connections silently. */
const IDLE_MS = 60_000;
const PING_MS = 5000;

/** Connects with the push certificate, and cuts the connection when the signal fires. Throws Broken. */
export async function openLine(
  endpoint: PushEndpoint,
  identity: Pick<PushIdentity, 'certificate' | 'key'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Line> {
  return lineOver(await connect(endpoint, identity, clock, signal), clock);
}

function lineOver(wire: Wire, clock: Clock): Line {
  const { session } = wire;
  let heard = clock.now();
  let answers = 0;
  let inFlight = 0;
  let idle = new AbortController();
  // The program may end while nothing is on its way.
  session.unref();

  const watch = async (): Promise<void> => {
    const { signal } = idle;
    while (!signal.aborted) {
      const before = answers;
      await clock.sleep(LATE_MS, signal);
      if (answers === before) wire.cut('no answer in time');
    }
  };
  const begun = (): void => {
    if (++inFlight > 1) return;
    idle = new AbortController();
    session.ref();
    watch().catch(() => undefined);
  };
  const ended = (): void => {
    answers++;
    heard = clock.now();
    if (--inFlight > 0) return;
    idle.abort();
    session.unref();
  };
  return {
    push: async (push) => {
      if (!wire.open()) throw wire.broken(null);
      begun();
      try {
        return await exchange(wire, push);
      } finally {
        ended();
      }
    },
    usable: async () => {
      if (!wire.open()) return false;
      const isFresh = inFlight > 0 || Math.abs(clock.now() - heard) < IDLE_MS;
      if (isFresh || (await answersPing(wire, clock))) return true;
      wire.cut('no answer to a ping');
      return false;
    },
    leave: () => session.close(),
  };
}

/** Apple, “Sending notification requests to APNs”. */
async function exchange(wire: Wire, push: Push): Promise<PushAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PushAnswer>();
  const stream = wire.session.request({
    ':method': 'POST',
    ':path': `/3/device/${push.token}`,
    'apns-push-type': 'mdm',
    'apns-topic': push.topic,
    'apns-priority': '10',
    'apns-expiration': String(Math.floor(push.expiresAt / 1000)),
  });
  const answer: PushAnswer = { status: 0, retryAfter: null, body: '' };
  stream.setEncoding('utf8');
  stream.on('response', (headers) => {
    answer.status = headers[':status'] ?? 0;
    answer.retryAfter = headers['retry-after'] ?? null;
  });
  stream.on('data', (text: string) => {
    answer.body += text;
  });
  stream.on('end', () => {
    if (answer.status !== 0) resolve(answer);
  });
  // Why the connection ended is known a moment after its streams have.
  stream.on('error', (error) => setImmediate(() => reject(wire.broken(error))));
  stream.on('close', () => setImmediate(() => reject(wire.broken(null))));
  const forget = wire.onEnd(() => reject(wire.broken(null)));
  stream.end(JSON.stringify({ mdm: push.magic }));
  try {
    return await promise;
  } finally {
    forget();
  }
}

async function answersPing(wire: Wire, clock: Clock): Promise<boolean> {
  const done = new AbortController();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  wire.session.ping((error) => resolve(error === null));
  const forget = wire.onEnd(() => resolve(false));
  clock.sleep(PING_MS, done.signal).then(
    () => resolve(false),
    () => undefined,
  );
  const answered = await promise;
  forget();
  done.abort();
  return answered;
}
