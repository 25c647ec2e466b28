import { readFileSync, writeFileSync } from 'node:fs';
import { doubtApple } from '../apple/doubt.ts';
import { pauseForDoubt } from '../commands/doubt.ts';
import { doubtRegistration } from '../enrollment/doubt.ts';
import { type Db, durably } from './connect.ts';
import { claimMark } from './files.ts';

/**
 * Notes beside the file the number of its latest claim (of targets or mails) or spent PIN: a copy of the file that is
 * put back later has a lower one.
 * A folder that cannot be written loses this warning alone.
 */
export function noteClaim(file: string, order: number): void {
  try {
    writeFileSync(claimMark(file), `${order}\n`, { mode: 0o600 });
  } catch {
    // The claim itself is on the disk.
  }
}

/**
 * Stops what waits to be sent, and ends what may have been used up, in a file that is older than what was done from it:
 * a copy was put back in its place, or the machine lost its newest writes. To be called when the file is opened.
 */
export function heedClaimMark(db: Db, file: string): void {
  // Read before the file: whoever claims meanwhile writes the file first.
  const noted = notedClaim(file);
  if (noted === 0 || noted <= orderOf(db)) return;
  durably(db, () => {
    pauseForDoubt(db);
    doubtRegistration(db);
    doubtApple(db);
    db.prepare("INSERT OR REPLACE INTO store_state VALUES ('order', ?)").run(noted);
  });
}

function notedClaim(file: string): number {
  try {
    const noted = Number(readFileSync(claimMark(file), 'utf8'));
    return Number.isSafeInteger(noted) ? noted : 0;
  } catch {
    return 0;
  }
}

function orderOf(db: Db): number {
  return db.prepare<[], number>("SELECT value FROM store_state WHERE key = 'order'").pluck().get() ?? 0;
}
