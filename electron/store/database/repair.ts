import { copyFileSync, existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import type { StoreCondition } from '../../model/workspace.ts';
import { connectReader, type Db } from './connect.ts';
import { storeError } from './errors.ts';
import { COMPANIONS, damageMark, setAside } from './files.ts';
import { lengthByHeader } from './header.ts';
import { salvage } from './salvage.ts';

/** Sets a damaged file aside, never erasing it, and makes a new one with what can still be read of it. */
export function repair(file: string, create: () => Db, now: number): { db: Db; condition: StoreCondition } {
  const aside = setAside(file, now);
  rmSync(damageMark(file), { force: true });
  const db = create();
  const salvagedDevices = saveWhatIsReadable(aside, db, now);
  return { db, condition: { kind: 'repaired', setAside: aside, salvagedDevices } };
}

function saveWhatIsReadable(aside: string, db: Db, now: number): number {
  const copy = fullLengthCopy(aside);
  let source: Db | null = null;
  try {
    source = connectReader(copy ?? aside);
    return salvage(source, db, now);
  } catch (error) {
    const trouble = storeError(error, aside);
    if (trouble.code !== 'store_damaged') throw trouble;
    return 0;
  } finally {
    source?.close();
    if (copy !== null) for (const ending of COMPANIONS) rmSync(copy + ending, { force: true });
  }
}

/** SQLite reads nothing of a file shorter than its header says, but does when empty pages fill it up. */
function fullLengthCopy(aside: string): string | null {
  const length = lengthByHeader(aside);
  if (length === null || statSync(aside).size >= length) return null;
  const copy = `${aside}.reading`;
  for (const ending of COMPANIONS) {
    if (existsSync(aside + ending)) copyFileSync(aside + ending, copy + ending);
  }
  truncateSync(copy, length);
  return copy;
}
