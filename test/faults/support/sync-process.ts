import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import {
  type SyncProgress,
  type SyncRun,
  syncProgressSchema,
  syncRunSchema,
} from '../../../electron/model/sync-run.ts';
import { MIGRATIONS, WORKER } from '../../support/store-fixtures.ts';

const CHILD = new URL('./sync-child.ts', import.meta.url).pathname;
const lineSchema = z.union([z.object({ progress: syncProgressSchema }), z.object({ run: syncRunSchema })]);

/** What a program that syncs said before its end. */
export interface SyncProcessEnd {
  /** Null when it was killed before its run ended. */
  run: SyncRun | null;
  /** The last progress it told of: all of that was committed. */
  last: SyncProgress | null;
  killed: boolean;
}

/** When to kill: so many pages after the first word, and this much later still. */
export interface Moment {
  pages: number;
  delayMs: number;
}

const AFTER_LISTING = 8;

/** Starts a program that syncs, and kills it without warning at a moment of its run; null lets it live. */
export function syncInProcess(file: string, secret: string, kill: Moment | null): Promise<SyncProcessEnd> {
  const input = JSON.stringify({ file, secret, migrationsDir: MIGRATIONS, workerUrl: WORKER.href });
  const child = spawn(process.execPath, [CHILD, input], { stdio: ['ignore', 'pipe', 'pipe'] });
  const end: SyncProcessEnd = { run: null, last: null, killed: false };
  const errors: string[] = [];
  let killAt = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  const strike = (): void => {
    child.kill('SIGKILL');
  };
  const hear = (progress: SyncProgress): void => {
    if (end.last === null && kill !== null) killAt = progress.pages + kill.pages;
    end.last = progress;
    if (kill === null) return;
    if (progress.pages >= killAt) timer ??= setTimeout(strike, kill.delayMs);
    // The steps after the listing have no pages and take longer, the publishing most of all.
    else if (progress.phase === 'checking') timer ??= setTimeout(strike, kill.delayMs * AFTER_LISTING);
  };
  child.stderr.on('data', (text) => errors.push(String(text)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = lineSchema.parse(JSON.parse(line));
    if ('run' in said) end.run = said.run;
    else hear(said.progress);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      end.killed = signal === 'SIGKILL';
      if (code !== 0 && !end.killed) reject(new Error(`the program ended with ${code}: ${errors.join('')}`));
      else resolve(end);
    });
  });
}
