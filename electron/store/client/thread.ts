import { Worker } from 'node:worker_threads';
import { deserializeError, MusterError } from '../../model/errors.ts';
import type { StoreCondition } from '../../model/workspace.ts';
import type { WorkerInput, WorkerMessage } from '../rpc.ts';

interface Waiting {
  // Method syntax: the answer's type is that of the call, which both sides compile from the same interface.
  resolve(value: unknown): void;
  reject(error: MusterError): void;
}
type Answer<Calls, Name extends keyof Calls> = Calls[Name] extends (...args: never[]) => Promise<infer Result>
  ? Result
  : never;
type Arguments<Calls, Name extends keyof Calls> = Calls[Name] extends (...args: infer Args) => unknown
  ? Args
  : never;

/** This side of one of the store's threads. */
export interface ThreadClient<Calls> {
  condition: StoreCondition | null;
  call<Name extends keyof Calls & string>(
    name: Name,
    ...args: Arguments<Calls, Name>
  ): Promise<Answer<Calls, Name>>;
  close(): Promise<void>;
}

export interface ThreadOptions {
  workerUrl: URL | string;
  input: WorkerInput;
  /** The thread starts at once and touches its file when this has resolved; its rejection ends the thread. */
  after?: Promise<unknown> | undefined;
  onOutsideChange: () => void;
  /** Called once when the thread ends by itself. */
  onDeath: (error: MusterError) => void;
}

/** Starts a thread; resolves when its file is open. Rejects with the reason for which it was refused. */
export function startThread<Calls>(options: ThreadOptions): Promise<ThreadClient<Calls>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(options.workerUrl, { workerData: options.input });
    const calls = callsTo(worker);
    let closing: Promise<void> | null = null;

    const client = (condition: StoreCondition | null): ThreadClient<Calls> => ({
      condition,
      call: (name, ...args) =>
        new Promise((done, fail) => {
          if (closing !== null) return fail(new MusterError('cancelled', { reason: 'the store is closed' }));
          calls.send(name, args, { resolve: done, reject: fail });
        }),
      close: () => {
        closing ??= new Promise((done) => {
          worker.once('exit', () => done());
          calls.send('close', [], { resolve: () => {}, reject: () => done() });
        });
        return closing;
      },
    });
    const refuse = (error: unknown) => {
      closing = Promise.resolve();
      reject(error);
    };
    const end = (reason: string) => {
      const error = new MusterError('internal', { reason });
      if (!calls.end(error) || closing !== null) return;
      reject(error);
      options.onDeath(error);
    };

    options.after?.then(
      () => worker.postMessage('open'),
      async (error: unknown) => {
        closing = Promise.resolve();
        await worker.terminate();
        reject(error);
      },
    );
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') resolve(client(message.condition));
      else if (message.kind === 'refused') refuse(deserializeError(message.error));
      else if (message.kind === 'outside_change') options.onOutsideChange();
      else calls.answer(message);
    });
    worker.on('error', (error) => end(`a store thread failed: ${error.message}`));
    worker.on('exit', () => end('a store thread ended'));
  });
}

/** The calls a thread owes an answer. */
function callsTo(worker: Worker) {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: MusterError | null = null;
  return {
    send: (method: string, args: unknown[], answer: Waiting) => {
      if (ended !== null) return answer.reject(ended);
      lastId += 1;
      waiting.set(lastId, answer);
      worker.postMessage({ id: lastId, method, args });
    },
    answer: (message: Extract<WorkerMessage, { id: number }>) => {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') call?.resolve(message.value);
      else call?.reject(deserializeError(message.error));
    },
    /** Fails all of them and every later one; false when that has been done. */
    end: (error: MusterError): boolean => {
      if (ended !== null) return false;
      ended = error;
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
      return true;
    },
  };
}
