import type { AppleRepository, InstallRow, ProfileNeed } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import { channelUserFinder, type UsedChannel } from './channel-user.ts';
import { installReader } from './installs.ts';

type Input = Parameters<AppleRepository['profileNeeds']>[0];
type Wanted = ProfileNeed['wanted'][number];
interface Channel extends UsedChannel {
  deviceId: string;
  enrolledAt: number;
  /** 1: a device without users of its own, which takes profiles of either scope. */
  whole: 0 | 1;
}

const CHANNELS = `SELECT c.seq AS channel, d.device_id AS deviceId, c.user_guid AS guid, d.enrolled_at AS enrolledAt,
    d.seq AS device, c.short_name AS shortName, d.user_id AS ownerId, coalesce(f.platform, 'ios') <> 'macos' AS whole
  FROM apple_channels c JOIN apple_devices d ON d.seq = c.device LEFT JOIN devices f ON f.id = d.device_id
  WHERE d.state = 'active' AND c.token IS NOT NULL AND c.seq > @after
    AND (@ids IS NULL OR d.device_id IN (SELECT value FROM json_each(@ids)))
  ORDER BY c.seq LIMIT @limit`;
/** A unit’s path, and what lies below it: '/' is all. */
const WANTED = `SELECT DISTINCT p.id AS profileId, p.identifier, p.name, p.version
  FROM apple_profiles p JOIN apple_assignments a ON a.profile = p.seq
  WHERE (@whole OR p.scope = iif(@guid = '', 'System', 'User')) AND (a.kind = 'all'
    OR a.kind = 'user' AND a.target = @userId
    OR a.kind = 'device' AND a.target = @deviceId
    OR a.kind = 'unit' AND @path IS NOT NULL
      AND (a.target IN ('/', @path) OR substr(@path, 1, length(a.target) + 1) = a.target || '/'))
  ORDER BY p.seq`;

/** See AppleRepository.profileNeeds. */
export function needReader(db: Db): (input: Input) => ProfileNeed[] {
  const channels = db.prepare<[object], Channel>(CHANNELS);
  const userOf = channelUserFinder(db);
  const wanted = db.prepare<[object], Wanted>(WANTED);
  const installs = installReader<[number]>(db, 'WHERE i.channel = ? ORDER BY i.seq');
  const needOf = (row: Channel): ProfileNeed => {
    const { channel, deviceId, guid, enrolledAt, whole } = row;
    const user = userOf(row);
    const there: InstallRow[] = installs(channel);
    return {
      channel,
      deviceId,
      guid,
      enrolledAt,
      wanted: wanted.all({ guid, userId: user?.id ?? null, deviceId, path: user?.path ?? null, whole }),
      installs: there,
    };
  };
  return ({ deviceIds, after, limit }) =>
    channels.all({ ids: deviceIds === null ? null : JSON.stringify(deviceIds), after, limit }).map(needOf);
}
