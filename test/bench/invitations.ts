import { createHash, createHmac, randomBytes } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { keptHere } from '../support/user-fixtures.ts';
import { type Figure, limitFigure, median, round, spread } from './figure.ts';
import { openConsole, withFolder } from './muster.ts';

const INVITATIONS = 10_000;
const TIMES = 3;
const LIMIT_MS = 3000;
const AT_ONCE = 5000;

/** How long it takes to invite 10,000 users, each with a link of its own and a mail that waits; the disk included. */
export async function benchInvitations(): Promise<Figure[]> {
  const ours: number[] = [];
  const floors: number[] = [];
  let blocked = 0;
  for (let time = 0; time < TIMES; time++) {
    const measured = await withFolder(invite);
    ours.push(measured.ms);
    blocked = Math.max(blocked, measured.blocked);
    floors.push(await withFolder(bare));
  }
  const figure = limitFigure('10000 invitations', median(ours), median(floors), LIMIT_MS);
  return [{ ...figure, spread: spread(ours), longestBlockMs: round(blocked) }];
}

async function invite(folder: string): Promise<{ ms: number; blocked: number }> {
  const console = await openConsole(folder);
  try {
    const { store, register, recorder } = console.need();
    for (let first = 0; first < INVITATIONS; first += AT_ONCE) {
      const users = Array.from({ length: AT_ONCE }, (_, n) =>
        keptHere(`user-${first + n}`, { email: `user-${first + n}@example.org` }),
      );
      await store.users.put({ users, audit: recorder.draft('users.added', null, {}) });
    }
    const settings = await register.listener.settings();
    await register.listener.save({ ...settings, publicName: 'muster.example.org' });
    await register.mail.save({ connection: NOWHERE, secrets: {} });
    const watch = watchLoop();
    const begin = performance.now();
    const { created } = await register.invitations.create(
      { users: { filter: {} }, send: 'mail', again: false },
      () => undefined,
      new AbortController().signal,
    );
    const ms = performance.now() - begin;
    if (created !== INVITATIONS) throw new Error(`${created} invitations were made`);
    return { ms, blocked: watch() };
  } finally {
    await console.close();
  }
}

/** Nothing is sent: the program that sends is not running. */
const NOWHERE = {
  host: '127.0.0.1',
  port: 9,
  security: 'none',
  authority: null,
  auth: { kind: 'none' },
  from: { name: '', address: 'it@example.org' },
  replyTo: null,
  perMinute: 60,
} as const;

/** The longest time in which nothing else could run, in ms. */
function watchLoop(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** The same links and rows in one table of a bare database, on the disk once. */
async function bare(folder: string): Promise<number> {
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE invitations (id TEXT PRIMARY KEY, user TEXT NOT NULL, link TEXT NOT NULL UNIQUE) STRICT',
  );
  const insert = db.prepare('INSERT INTO invitations VALUES (?, ?, ?)');
  const key = randomBytes(32);
  const begin = performance.now();
  db.transaction(() => {
    for (let n = 0; n < INVITATIONS; n++) {
      const id = `invitation-${n}`;
      const token = createHmac('sha256', key).update(id).digest().subarray(0, 16).toString('base64url');
      insert.run(id, `user-${n}`, createHash('sha256').update(token).digest('hex'));
    }
  }).immediate();
  const ms = performance.now() - begin;
  db.close();
  return ms;
}
