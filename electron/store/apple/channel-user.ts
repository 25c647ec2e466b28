import { userKey } from '../../model/user.ts';
import type { Db } from '../database/connect.ts';

/** A channel, and whose device it is on. */
export interface UsedChannel {
  channel: number;
  device: number;
  guid: string;
  shortName: string | null;
  ownerId: string | null;
}

export interface ChannelUser {
  id: string;
  path: string | null;
}
type Row = ChannelUser & { name: string; email: string | null };

const SELECT = 'SELECT id, org_unit_path AS path, name_key AS name, email_key AS email FROM users';
const EARLIER = `SELECT 1 FROM apple_channels
  WHERE device = ? AND user_guid <> '' AND token IS NOT NULL AND seq < ? LIMIT 1`;

/**
 * Tells whom of the users here a channel belongs to. The device’s own is its owner’s. A Mac user is the owner or another user by
 * his short name; with a name nobody has, the first one is who registered the Mac, and any other is a stranger: null.
 */
export function channelUserFinder(db: Db): (channel: UsedChannel) => ChannelUser | null {
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE id = ? AND state <> 'gone'`);
  const byName = db.prepare<[string], Row>(`${SELECT} WHERE name_key = ? AND state <> 'gone'`);
  const earlier = db.prepare<[number, number]>(EARLIER);
  return ({ channel, device, guid, shortName, ownerId }) => {
    const owner = ownerId === null ? null : (byId.get(ownerId) ?? null);
    const name = shortName === null ? null : userKey(shortName);
    if (guid === '' || (name !== null && isCalled(owner, name))) return owner;
    const named = name === null ? undefined : byName.get(name);
    if (named !== undefined) return named;
    return earlier.get(device, channel) === undefined ? owner : null;
  };
}

/** Accounts on Macs are called by what stands before the @. */
function isCalled(user: Row | null, name: string): boolean {
  return user !== null && [user.name, user.email].some((known) => known?.split('@')[0] === name);
}
