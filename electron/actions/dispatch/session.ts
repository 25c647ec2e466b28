import type { Bell } from '../../model/bell.ts';
import { FIRST_RECONCILE_MS, isDue } from '../../model/check-times.ts';
import { createFollower } from './follower.ts';
import { createHolds } from './holds.ts';
import { KEEP_MS } from './lease.ts';
import { createRefresher } from './refresher.ts';
import { createSender } from './sender.ts';
import { isSameLife, type Shift } from './shift.ts';
import { isWorkToDo } from './work.ts';

/** Without a ring the file is looked at this often. */
export const LOOK_MS = 60_000;
/** And never sooner again than this, whoever rings. */
const BREATH_MS = 50;

/** Works through what waits for a connection until nothing does or the shift is over; all begun is then written down. */
export async function runShift(shift: Shift, bell: Bell): Promise<void> {
  await shift.pace.learn();
  const keeping = keepLease(shift);
  const holds = createHolds(shift);
  const sender = createSender(shift);
  const follower = createFollower(shift);
  const refresher = createRefresher(shift);
  try {
    await takeOver(shift);
    for (;;) {
      const { deps, connection, over } = shift;
      const work = await deps.store.commands.outlook(connection.id);
      const now = deps.clock.now();
      if (over.aborted || !isSameLife(shift)) return;
      holds.see(work.held);
      if (work.queued > 0) sender.start();
      if (work.nextCheckAt !== null && isDue(work.nextCheckAt, now)) follower.start();
      refresher.start();
      const busy = sender.busy() || follower.busy() || refresher.busy();
      if (!busy && !isWorkToDo(work, now)) return;
      const next = work.nextCheckAt === null || follower.busy() ? LOOK_MS : work.nextCheckAt - now;
      await bell.wait(Math.min(LOOK_MS, Math.max(0, next)), over);
      await deps.clock.sleep(BREATH_MS, over).catch(() => undefined);
      await shift.pace.learn();
    }
  } finally {
    shift.end();
    await Promise.all([holds, sender, follower, refresher].map((part) => part.settled()));
    await keeping;
  }
}

/** What another owner had taken for sending was cut off: it may have gone out, so it never goes out again. */
async function takeOver({ deps, connection, lease, announcer }: Shift): Promise<void> {
  const { store, clock } = deps;
  const at = clock.now();
  const nextCheckAt = at + FIRST_RECONCILE_MS;
  const cut = await store.commands.cutOff({
    connectionId: connection.id,
    owner: lease.owner,
    at,
    nextCheckAt,
    ended: deps.draft('command.ended', null, {}),
  });
  if (cut === 0) return;
  const commands = await store.commands.list({ which: 'attention', limit: 200 });
  announcer.commands(commands.map(({ id }) => id));
}

async function keepLease(shift: Shift): Promise<void> {
  const { deps, lease, over } = shift;
  while (!over.aborted) {
    await deps.clock.sleep(KEEP_MS, over).catch(() => undefined);
    if (over.aborted) return;
    // A file that cannot be written for a moment loses nothing yet: each request looks again.
    if (!(await lease.keep().catch(() => true))) shift.end();
  }
}
