import { type AppleCounts, IDENTITY_WARN_DAYS, INACTIVE_DAYS } from '../../model/apple/enrollment.ts';
import type { AppleRepository } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';

const DAY_MS = 86_400_000;
const DEVICES = `SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
    count(*) FILTER (WHERE state = 'active') AS active, count(*) FILTER (WHERE state = 'retired') AS retired,
    count(*) FILTER (WHERE state = 'wiped') AS wiped, count(*) FILTER (WHERE state = 'reset') AS reset,
    count(*) FILTER (WHERE state = 'active' AND last_seen_at < @unseenSince) AS inactive,
    count(*) FILTER (WHERE state = 'active' AND identity_until < @endingBefore) AS identityEnding,
    count(*) FILTER (WHERE state = 'active' AND @topic IS NOT NULL AND topic IS NOT @topic) AS otherTopic
  FROM apple_devices`;
const ORDERS = `SELECT count(*) AS waiting, count(*) FILTER (WHERE state = 'not_now') AS notNow FROM apple_queue
  WHERE state IN ('queued', 'sent', 'not_now')`;

/** See AppleRepository.counts. */
export function countReader(db: Db): (input: Parameters<AppleRepository['counts']>[0]) => AppleCounts {
  const devices = db.prepare<[object], Omit<AppleCounts, 'waiting' | 'notNow'>>(DEVICES);
  const orders = db.prepare<[], Pick<AppleCounts, 'waiting' | 'notNow'>>(ORDERS);
  const none = {
    pending: 0,
    active: 0,
    retired: 0,
    wiped: 0,
    reset: 0,
    inactive: 0,
    identityEnding: 0,
    otherTopic: 0,
  };
  return ({ now, topic }) => {
    const unseenSince = now - INACTIVE_DAYS * DAY_MS;
    const endingBefore = now + IDENTITY_WARN_DAYS * DAY_MS;
    return {
      ...(devices.get({ unseenSince, endingBefore, topic }) ?? none),
      ...(orders.get() ?? { waiting: 0, notNow: 0 }),
    };
  };
}
