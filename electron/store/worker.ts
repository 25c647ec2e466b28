import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MusterError, serializeError } from '../model/errors.ts';
import { storeError } from './database/errors.ts';
import { damageMark } from './database/files.ts';
import type { Request, WorkerInput, WorkerMessage } from './rpc.ts';
import { startReader } from './threads/reader.ts';
import { startWriter } from './threads/writer.ts';

/** One of the store's threads: answers requests in the order they come. Its role is in its workerData. */
const port = parentPort;
if (port === null) throw new MusterError('internal', { reason: 'the store worker runs as a thread only' });
const input: WorkerInput = workerData;
const send = (message: WorkerMessage) => port.postMessage(message);

try {
  const { methods, condition } =
    input.role === 'writer'
      ? await startWriter(input, () => send({ kind: 'outside_change' }))
      : { methods: startReader(input.file), condition: null };
  port.on('message', ({ id, method, args }: Request) => {
    try {
      const run = methods.get(method);
      if (run === undefined) throw new MusterError('internal', { reason: `no method ${method}` });
      send({ kind: 'answer', id, value: run(...args) });
    } catch (error) {
      send({ kind: 'error', id, error: serializeError(noted(error)) });
    }
    if (method === 'close') port.close();
  });
  send({ kind: 'ready', condition });
} catch (error) {
  send({ kind: 'refused', error: serializeError(storeError(error, input.file)) });
  port.close();
}

/** Damage is remembered beside the file, so that the next start repairs it. */
function noted(error: unknown): MusterError {
  const known = storeError(error, input.file);
  if (known.code === 'store_damaged') writeFileSync(damageMark(input.file), `${known.message}\n`);
  return known;
}
