import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { MusterError, serializeError } from '../model/errors.ts';
import { storeError } from './database/errors.ts';
import { markDamaged } from './database/files.ts';
import type { Request, WorkerInput, WorkerMessage } from './rpc.ts';
import { startReader } from './threads/reader.ts';
import { startWriter } from './threads/writer.ts';

/** One of the store's threads: answers requests in the order they come. Its role is in its workerData. */
const port = parentPort;
if (port === null) throw new MusterError('internal', { reason: 'the store worker runs as a thread only' });
const input: WorkerInput = workerData;
const send = (message: WorkerMessage) => port.postMessage(message);

try {
  if (input.waits) await once(port, 'message');
  const { methods, condition, idle } =
    input.role === 'writer'
      ? await startWriter(input, () => send({ kind: 'outside_change' }))
      : { methods: startReader(input.file), condition: null, idle: null };
  const rest = whenIdle(idle);
  port.on('message', ({ id, method, args }: Request) => {
    try {
      const run = methods.get(method);
      if (run === undefined) throw new MusterError('internal', { reason: `no method ${method}` });
      send({ kind: 'answer', id, value: run(...args) });
    } catch (error) {
      send({ kind: 'error', id, error: serializeError(noted(error)) });
    }
    if (method === 'close') {
      rest.stop();
      port.close();
    } else rest.start();
  });
  send({ kind: 'ready', condition });
  rest.start();
} catch (error) {
  send({ kind: 'refused', error: serializeError(storeError(error, input.file)) });
  port.close();
}

/** Does work piece by piece between requests. What fails is left until the next request, which meets the same. */
function whenIdle(piece: (() => boolean) | null): { start(): void; stop(): void } {
  let due: NodeJS.Immediate | null = null;
  let stopped = false;
  const run = () => {
    due = null;
    try {
      if (piece?.()) start();
    } catch (error) {
      noted(error);
    }
  };
  const start = () => {
    if (!stopped && piece !== null) due ??= setImmediate(run);
  };
  return {
    start,
    stop: () => {
      stopped = true;
      if (due !== null) clearImmediate(due);
    },
  };
}

/** Damage is remembered beside the file, so that the next start repairs it. */
function noted(error: unknown): MusterError {
  const known = storeError(error, input.file);
  if (known.code === 'store_damaged') markDamaged(input.file, [known.message]);
  return known;
}
