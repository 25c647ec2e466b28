import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { MusterError } from '../model/errors.ts';

const NEWLINE = 0x0a;

/**
 * A file of lines that several programs may append to at once; each reads what all have written, in the one order of
 * the file. A line without its end, as a power cut leaves it, is closed and passed over by whoever writes next.
 */
export class StateFile {
  readonly #fd: number;
  /** How far complete lines have been read. */
  #read = 0;
  #unflushed = false;

  /** Opens or makes the file; throws MusterError `demo_failed` when it cannot. */
  constructor(path: string) {
    try {
      this.#fd = openSync(path, 'a+', 0o600);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MusterError('demo_failed', { reason, path }, error);
    }
  }

  /** Appends a line. All lines before it must have been read. */
  append(line: string): void {
    const torn = fstatSync(this.#fd).size > this.#read;
    writeSync(this.#fd, `${torn ? '\n' : ''}${line}\n`);
    this.#unflushed = true;
  }

  /** The complete lines that were not read before. */
  news(): string[] {
    const missing = fstatSync(this.#fd).size - this.#read;
    if (missing <= 0) return [];
    const bytes = Buffer.alloc(missing);
    const length = readSync(this.#fd, bytes, 0, missing, this.#read);
    const end = bytes.subarray(0, length).lastIndexOf(NEWLINE) + 1;
    this.#read += end;
    return bytes
      .toString('utf8', 0, end)
      .split('\n')
      .filter((line) => line !== '');
  }

  /** Brings what was appended to the disk. */
  flush(): void {
    if (this.#unflushed) fdatasyncSync(this.#fd);
    this.#unflushed = false;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
