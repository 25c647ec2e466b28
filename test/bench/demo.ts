import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DemoAddresses } from '../../electron/demo/addresses.ts';
import { remoteControl, remoteOrganisation } from '../../electron/demo/commands.ts';
import { reportSchema } from '../../electron/demo/wire.ts';
import { deserializeError } from '../../electron/model/errors.ts';
import { root } from '../../scripts/process.ts';

type Control = ReturnType<typeof remoteControl>;
type Remote = ReturnType<typeof remoteOrganisation>;

/** A demo organisation in a process of its own, so that making its records does not slow who asks for them. */
export interface BenchOrganisation {
  readonly addresses: DemoAddresses;
  readonly control: Control;
  serviceAccountKey: Remote['serviceAccountKey'];
  stop(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Starts a still organisation of so many devices. Throws what the organisation says when it cannot start. */
export async function startDemo(devices: number): Promise<BenchOrganisation> {
  const args = [path.join(root, 'electron/demo/main.ts'), '--devices', String(devices), '--frozen'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, Waiting>();
  const addresses = await ready(child, waiting);
  let last = 0;
  const send = (method: string, given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ id: last, method, args: given })}\n`);
    });
  return {
    addresses,
    control: remoteControl(send),
    serviceAccountKey: remoteOrganisation(send).serviceAccountKey,
    stop: async () => {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

function ready(child: ChildProcess, waiting: Map<number, Waiting>): Promise<DemoAddresses> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the demo organisation ended')));
    if (child.stdout === null) return reject(new Error('the demo organisation has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const report = reportSchema.parse(JSON.parse(line));
      if ('ready' in report) return resolve(report.ready);
      if ('failed' in report) return reject(deserializeError(report.failed));
      const entry = waiting.get(report.id);
      waiting.delete(report.id);
      if ('error' in report) entry?.reject(deserializeError(report.error));
      else entry?.resolve(report.result);
    });
  });
}
