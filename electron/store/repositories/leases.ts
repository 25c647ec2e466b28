import { hostname } from 'node:os';
import type { Db } from '../database/connect.ts';
import type { Local, WriteCalls } from '../rpc.ts';

interface Lease {
  owner: string;
  pid: number;
  host: string;
  expiresAt: number;
}
type Writes = Pick<Local<WriteCalls>, 'leases.acquire' | 'leases.renew' | 'leases.release'>;

/** Locks between programs that share the file. */
export function leaseWrites(db: Db): Writes {
  const find = db.prepare<[string], Lease>(
    'SELECT owner, pid, host, expires_at AS expiresAt FROM leases WHERE name = ?',
  );
  const put = db.prepare('INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)');
  const prolong = db.prepare('UPDATE leases SET expires_at = ? WHERE name = ? AND owner = ?');
  const drop = db.prepare('DELETE FROM leases WHERE name = ? AND owner = ?');
  const acquire = db.transaction((name: string, owner: string, pid: number, now: number, ttlMs: number) => {
    const lease = find.get(name);
    if (lease !== undefined && lease.owner !== owner && isHeld(lease, now, ttlMs)) return false;
    put.run(name, owner, pid, hostname(), now + ttlMs);
    return true;
  });
  return {
    'leases.acquire': ({ name, owner, pid, now, ttlMs }) => acquire.immediate(name, owner, pid, now, ttlMs),
    'leases.renew': ({ name, owner, now, ttlMs }) => prolong.run(now + ttlMs, name, owner).changes === 1,
    'leases.release': ({ name, owner }) => {
      drop.run(name, owner);
    },
  };
}

/** One that ends later than it could if it began now was written before the clock was set back: it counts no more. */
function isHeld({ expiresAt, host, pid }: Lease, now: number, ttlMs: number): boolean {
  return expiresAt > now && expiresAt <= now + ttlMs && (host !== hostname() || isAlive(pid));
}

/** Signal 0 asks without sending; EPERM means that it lives under another account. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
