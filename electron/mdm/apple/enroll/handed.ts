import type { Clock } from '../../../model/ports.ts';

interface Handed {
  bytes: Promise<Uint8Array>;
  until: number;
}

/** The profiles that were handed out, while they are valid, each under what it was made for. */
export type HandedProfiles = (
  key: string,
  until: number,
  make: () => Promise<Uint8Array>,
) => Promise<Uint8Array>;

/** Some megabytes. The oldest are let go first: who asks for his again gets another one, and the first stays good. */
const MOST = 1000;

/**
 * Answers the one made before under this key, or a new one; a failure is not kept. They are in memory alone, as they hold
 * challenges: after a restart a download makes another one, and the first stays good.
 */
export function createHandedProfiles({ now }: Pick<Clock, 'now'>): HandedProfiles {
  const kept = new Map<string, Handed>();
  return (key, until, make) => {
    for (const [old, handed] of kept) if (handed.until <= now()) kept.delete(old);
    const known = kept.get(key);
    if (known !== undefined) return known.bytes;
    const handed: Handed = { bytes: make(), until };
    kept.set(key, handed);
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    handed.bytes.catch(() => {
      if (kept.get(key) === handed) kept.delete(key);
    });
    return handed.bytes;
  };
}
