import type { Clock } from '../../../model/ports.ts';

interface Handed {
  bytes: Promise<Uint8Array>;
  until: number;
}

/** The profiles that were handed out for tickets, while they are valid. */
export interface HandedProfiles {
  /** The one made before for this ticket, or a new one; a failure is not kept. */
  get(ticketId: string, until: number, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
  forget(ticketId: string): void;
}

/** Keeps them in memory alone: they hold challenges. After a restart a download makes another one, and the first stays good. */
export function createHandedProfiles({ now }: Pick<Clock, 'now'>): HandedProfiles {
  const kept = new Map<string, Handed>();
  const forgetOld = (): void => {
    for (const [id, { until }] of kept) if (until <= now()) kept.delete(id);
  };
  return {
    get: (ticketId, until, make) => {
      forgetOld();
      const known = kept.get(ticketId);
      if (known !== undefined) return known.bytes;
      const handed: Handed = { bytes: make(), until };
      kept.set(ticketId, handed);
      handed.bytes.catch(() => {
        if (kept.get(ticketId) === handed) kept.delete(ticketId);
      });
      return handed.bytes;
    },
    forget: (ticketId) => void kept.delete(ticketId),
  };
}
