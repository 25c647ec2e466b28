import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { HostedDemo } from '../../../../electron/demo/host.ts';
import { MIGRATIONS, WORKER } from '../../../support/store-fixtures.ts';

const CHILD = new URL('./sender-child.ts', import.meta.url).pathname;

/** When a sending program ends without warning: by itself at a moment of its work, or by another hand at any time. */
export type Death = { moment: string; turn: number } | { afterMs: number } | null;

export const MOMENTS = [
  'before claim',
  'after claim',
  'before look',
  'after look',
  'before send',
  'during the request',
  'after send',
  'before move',
  'after move',
] as const;

/** Starts a program that sends what is queued; resolves with whether it was killed. */
export async function sendInProcess(file: string, org: HostedDemo, death: Death): Promise<boolean> {
  const { apiRoot, authRoot, customerId, adminEmail } = org;
  const key = await org.serviceAccountKey();
  const die = death !== null && 'moment' in death ? death : null;
  const input = JSON.stringify({
    file,
    migrationsDir: MIGRATIONS,
    workerUrl: WORKER.href,
    org: { apiRoot, authRoot, customerId, adminEmail, key },
    die,
  });
  const child = spawn(process.execPath, [CHILD, input], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  child.stderr.on('data', (text) => errors.push(String(text)));
  createInterface({ input: child.stdout }).on('line', () => {
    if (death === null || !('afterMs' in death)) return;
    timer = setTimeout(() => child.kill('SIGKILL'), death.afterMs);
  });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      const killed = signal === 'SIGKILL';
      if (code !== 0 && !killed) reject(new Error(`the program ended with ${code}: ${errors.join('')}`));
      else resolve(killed);
    });
  });
}
