import { open, rename } from 'node:fs/promises';
import type { Clock } from '../../model/ports.ts';

/** Lines on their way to a file. */
export interface LogFile {
  put(line: string): void;
  /** Writes what waits. */
  close(): Promise<void>;
}

export interface LogFileDeps {
  readonly path: string;
  readonly clock: Clock;
  /** Beyond this many bytes the file becomes `.1`, that one `.2`, and the one before is gone. */
  readonly rotateAt?: number;
  log(message: string): void;
}

const ROTATE_AT = 5_000_000;
/** Lines wait this long for others to be written with them. */
const GATHER_MS = 500;
/** How long a disk that takes nothing is left alone. */
const BROKEN_MS = 10_000;
/** Meanwhile so many of the newest lines are kept for it. */
const KEPT_LINES = 2000;

/**
 * Appends lines to a file that only its owner reads, and rotates it. A disk that takes nothing is told of once; lines are
 * written again when it does, and nobody waits for any of it.
 */
export function createLogFile({ path, clock, rotateAt = ROTATE_AT, log }: LogFileDeps): LogFile {
  const closing = new AbortController();
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;
  let broken = false;

  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    try {
      await append(path, `${lines.join('\n')}\n`, rotateAt);
      if (broken) log('access log: it is written again');
      broken = false;
    } catch (error) {
      if (!broken) log(`access log: ${error instanceof Error ? error.message : String(error)}`);
      broken = true;
      waiting = [...lines, ...waiting].slice(-KEPT_LINES);
    }
  };
  const gather = async (): Promise<void> => {
    do {
      await clock.sleep(broken ? BROKEN_MS : GATHER_MS, closing.signal).catch(() => undefined);
      await flush();
    } while (waiting.length > 0 && !closing.signal.aborted);
    writing = null;
  };
  return {
    put: (line) => {
      if (waiting.length >= KEPT_LINES) waiting.shift();
      waiting.push(line);
      writing ??= gather();
    },
    close: async () => {
      closing.abort();
      await writing;
    },
  };
}

async function append(path: string, text: string, rotateAt: number): Promise<void> {
  const file = await open(path, 'a', 0o600);
  let size = 0;
  try {
    size = (await file.stat()).size;
    await file.appendFile(text).catch(async (error: unknown) => {
      // What went in before the disk was full is written again later.
      await file.truncate(size).catch(() => undefined);
      throw error;
    });
  } finally {
    await file.close();
  }
  if (size + Buffer.byteLength(text) >= rotateAt) await rotate(path);
}

/** A file that another program holds fast is rotated another time: its lines are on the disk. */
async function rotate(path: string): Promise<void> {
  await rename(`${path}.1`, `${path}.2`).catch(() => undefined);
  await rename(path, `${path}.1`).catch(() => undefined);
}
