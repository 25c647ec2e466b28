import { Worker } from 'node:worker_threads';
import { deserializeError, MusterError, toMusterError } from '../model/errors.ts';
import type { DemoAddresses } from './addresses.ts';
import {
  type RemoteApple,
  type RemoteControl,
  remoteApple,
  remoteControl,
  remoteOrganisation,
  type Send,
} from './commands.ts';
import type { DemoOptions } from './options.ts';
import type { DemoOrganisation } from './server.ts';
import { type Report, reportSchema } from './wire.ts';

/** An organisation that runs in another thread: the same shape, its control answers later. */
export interface HostedDemo extends DemoAddresses, Pick<DemoOrganisation, 'serviceAccountKey' | 'setOnline'> {
  readonly control: RemoteControl;
  readonly apple: RemoteApple;
  /** Ends the thread. */
  stop(): Promise<void>;
}

/** Where the worker's code is, and which organisation to make. */
export interface HostOptions {
  /** The built or source file of `worker.ts`. */
  readonly workerUrl: URL;
  readonly options?: DemoOptions;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts a demo organisation in a worker thread, so that the thread with the windows never waits for it.
 * Throws what `startDemoOrganisation` throws, and `demo_failed` when the thread dies.
 */
export async function startDemoInWorker({ workerUrl, options = {} }: HostOptions): Promise<HostedDemo> {
  const worker = new Worker(workerUrl, { workerData: options });
  const waiting = new Map<number, Waiting>();
  const addresses = await new Promise<DemoAddresses>((resolve, reject) => {
    const lose = (error: unknown): void => {
      reject(error);
      for (const entry of waiting.values()) entry.reject(error);
      waiting.clear();
    };
    worker.on('message', (message) => settle(reportSchema.parse(message), waiting, resolve, lose));
    worker.on('error', (error) =>
      lose(new MusterError('demo_failed', { reason: toMusterError(error).message }, error)),
    );
    worker.on('exit', (code) =>
      lose(new MusterError('demo_failed', { reason: `thread ended with ${code}` })),
    );
  });
  const send = sender(worker, waiting);
  return {
    ...addresses,
    ...remoteOrganisation(send),
    control: remoteControl(send),
    apple: remoteApple(send),
    stop: async () => {
      await worker.terminate();
    },
  };
}

function sender(worker: Worker, waiting: Map<number, Waiting>): Send {
  let last = 0;
  return (method, args) =>
    new Promise((resolve, reject) => {
      if (worker.threadId === -1) reject(new MusterError('demo_failed', { reason: 'the thread has ended' }));
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args });
    });
}

function settle(
  report: Report,
  waiting: Map<number, Waiting>,
  ready: (addresses: DemoAddresses) => void,
  lose: (error: unknown) => void,
): void {
  if ('ready' in report) ready(report.ready);
  else if ('failed' in report) lose(deserializeError(report.failed));
  else {
    const entry = waiting.get(report.id);
    waiting.delete(report.id);
    if ('error' in report) entry?.reject(deserializeError(report.error));
    else entry?.resolve(report.result);
  }
}
