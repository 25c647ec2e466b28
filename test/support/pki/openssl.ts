import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder with the system's openssl in it, to judge and to make certificates apart from the product. */
export interface OpenSsl {
  /** Runs openssl there, with the arguments in one text (no quotes in them); answers what it wrote. Rejects when it fails. */
  (command: string): Promise<string>;
  readonly folder: string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<Buffer>;
  remove(): Promise<void>;
}

export async function openSsl(): Promise<OpenSsl> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-openssl-'));
  const call = async (command: string) => {
    const { stdout, stderr } = await run('openssl', command.split(' '), { cwd: folder, maxBuffer: 2 ** 24 });
    return `${stdout}${stderr}`;
  };
  return Object.assign(call, {
    folder,
    write: (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content),
    read: (name: string) => readFile(path.join(folder, name)),
    remove: () => rm(folder, { recursive: true }),
  });
}
