import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a database consists of: the file itself, its log and the log's index. */
export const COMPANIONS = ['', '-wal', '-shm'];

/** Where the copy goes that is made before a migration. */
export function backupPath(file: string, version: number): string {
  return `${file}.version-${version}.backup`;
}

/** Left beside a file that was found damaged while in use, so that the next start repairs it. */
export function damageMark(file: string): string {
  return `${file}.damaged`;
}

/** Kept beside a file: the number of the last claim or spent PIN in it. */
export function claimMark(file: string): string {
  return `${file}.claim`;
}

/** Leaves the mark, with what was found. */
export function markDamaged(file: string, problems: string[]): void {
  writeFileSync(damageMark(file), `${problems.join('\n')}\n`);
}

/** Renames a file with its log, dated; answers its new path. */
export function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(':', '-').slice(0, 19);
  let target = `${file}.damaged-${stamp}`;
  for (let copy = 2; existsSync(target); copy += 1) target = `${file}.damaged-${stamp}-${copy}`;
  for (const ending of COMPANIONS) {
    if (existsSync(file + ending)) renameSync(file + ending, target + ending);
  }
  return target;
}

/** Removes backups and files set aside: they hold what a deleted connection had. */
export function removeCopies(file: string): void {
  const folder = dirname(file);
  const name = basename(file);
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(`${name}.version-`) || entry.startsWith(`${name}.damaged-`)) {
      rmSync(join(folder, entry));
    }
  }
}
