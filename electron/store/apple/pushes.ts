import type { AppleRepository, DuePush } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { OPEN_ORDER } from './order-rows.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];

/** Channels that can be woken and are to be. */
const DUE = `apple_channels c JOIN apple_devices d ON d.seq = c.device
  WHERE c.push_due_at IS NOT NULL AND c.token IS NOT NULL AND d.state = 'active'`;
const LIST = `SELECT c.seq AS channel, d.device_id AS deviceId, c.user_guid AS guid, c.token, c.push_magic AS pushMagic, d.topic,
    c.token_at AS tokenAt, c.push_tries AS tries
  FROM ${DUE} AND c.push_due_at <= @at ORDER BY c.push_due_at LIMIT @limit`;
const FIRST = `SELECT c.push_due_at FROM ${DUE} ORDER BY c.push_due_at LIMIT 1`;
const WAITING = `SELECT count(*) FROM ${DUE} AND (c.push_due_at <= ? OR c.push_trouble IS NOT NULL)`;
/** What was wanted after this push left is still wanted, and whoever came since said himself when to be woken, if at all. */
const NOTE = `UPDATE apple_channels SET pushed_at = iif(@tried, @at, pushed_at), push_trouble = @trouble,
    push_tries = push_tries + @tried,
    push_due_at = iif(push_due_at IS NULL OR push_due_at > @at, push_due_at, @nextAt)
  WHERE seq = @channel AND token = @token`;

/** What reads of pushes answer; see AppleRepository for each. */
export function pushReads(db: Db) {
  const list = db.prepare<[object], DuePush>(LIST);
  const waiting = db.prepare<[number], number>(WAITING).pluck();
  const first = db.prepare<[], number>(FIRST).pluck();
  return {
    duePushes: (input: Input<'duePushes'>): DuePush[] => list.all(input),
    waitingPushes: (at: number): number => waiting.get(at) ?? 0,
    nextPushAt: (): number | null => first.get() ?? null,
  };
}

/** Writes to pushes; see AppleRepository for each. */
export function pushWrites(db: Db) {
  const note = db.prepare<[object]>(NOTE);
  const want = db.prepare<[number, string]>(
    `UPDATE apple_channels SET push_due_at = ?, push_tries = 0 WHERE token IS NOT NULL AND device IN
       (SELECT seq FROM apple_devices WHERE device_id IN (SELECT value FROM json_each(?)))`,
  );
  const wantAll = db.prepare<[number]>(
    `UPDATE apple_channels SET push_due_at = ?, push_tries = 0 WHERE token IS NOT NULL AND seq IN
       (SELECT channel FROM apple_queue WHERE ${OPEN_ORDER})`,
  );
  return {
    notePushes: (pushes: Input<'notePushes'>): void => {
      durably(db, () => {
        for (const push of pushes) note.run({ ...push, tried: push.tried ? 1 : 0 });
      });
    },
    wantPush: ({ deviceIds, at }: Input<'wantPush'>): void => {
      durably(db, () => (deviceIds === null ? wantAll.run(at) : want.run(at, JSON.stringify(deviceIds))));
    },
  };
}
