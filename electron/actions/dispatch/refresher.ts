import type { Unread } from '../records.ts';
import type { Shift } from './shift.ts';

/** Brings devices' records up to date after actions whose answer did not bring them. */
export interface Refresher {
  start(): void;
  busy(): boolean;
  settled(): Promise<void>;
}

const AT_ONCE = 20;

export function createRefresher(shift: Shift): Refresher {
  const { connection, records, brake, over } = shift;
  let running: Promise<void> | null = null;
  const refreshAll = async (first: Unread[]): Promise<void> => {
    for (let unread = first; unread.length > 0; unread = records.takeUnread(connection.id, AT_ONCE)) {
      // What is not read while the provider asks for a pause, the next sync brings.
      if (over.aborted || brake.braking()) continue;
      await Promise.all(unread.map((one) => shift.asking(() => refreshOne(shift, one))));
    }
  };
  return {
    start: () => {
      if (running !== null) return;
      const first = records.takeUnread(connection.id, AT_ONCE);
      // Nothing begun must ring for nothing: the ring would begin it again, without end.
      if (first.length === 0) return;
      running = refreshAll(first).finally(() => {
        running = null;
        shift.ring();
      });
    },
    busy: () => running !== null,
    settled: async () => {
      await running;
    },
  };
}

async function refreshOne({ deps, connection, announcer, over }: Shift, unread: Unread): Promise<void> {
  const { connectionId, commandId, providerId } = unread;
  if (over.aborted) return;
  try {
    const fresh = await connection.adapter.look(providerId, over);
    if (fresh === null) return;
    const fetchedAt = deps.clock.now();
    await deps.store.devices.refresh({ connectionId, document: fresh.document, fetchedAt, commandId });
    announcer.devices();
  } catch (error) {
    if (!over.aborted) deps.log(`a device could not be read after a command: ${String(error)}`);
  }
}
