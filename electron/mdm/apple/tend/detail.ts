import {
  type AppleChannel,
  type AppleDetail,
  type AppleInstall,
  INACTIVE_DAYS,
  type PushStanding,
} from '../../../model/apple/enrollment.ts';
import { wordsOf } from '../../../model/apple/order.ts';
import type { User } from '../../../model/user.ts';
import type { AppleChannelRow, AppleDeviceRow, InstallRow } from '../../../store/contract/apple.ts';
import type { AppleDeps } from '../service.ts';

const DAY_MS = 24 * 60 * 60_000;
const ORDERS_SHOWN = 100;

/** What the pane shows of a device; null for one that never came here. See AppleService.detail. */
export async function readDetail(deps: AppleDeps, deviceId: string): Promise<AppleDetail | null> {
  const { apple, users, clock } = deps;
  const device = await apple.device(deviceId);
  if (device === null) return null;
  const [channels, installs, orders, push, user] = await Promise.all([
    apple.channels(deviceId),
    apple.installs({ deviceId }),
    apple.orders({ deviceId, states: null, offset: 0, limit: ORDERS_SHOWN }),
    deps.push(),
    device.userId === null ? null : users.get(device.userId),
  ]);
  const { udid, state, enrolledAt, endedAt, lastSeenAt, identityUntil, renewalAskedAt } = device;
  const names = new Map(channels.map(({ guid, shortName }) => [guid, shortName ?? guid]));
  return {
    deviceId,
    udid,
    state,
    user: userOf(user),
    enrolledAt,
    endedAt,
    lastSeenAt,
    inactive: state === 'active' && clock.now() - lastSeenAt > INACTIVE_DAYS * DAY_MS,
    identityUntil,
    renewalAskedAt,
    hasUnlockToken: device.unlockToken !== null,
    hasBootstrapToken: device.bootstrapToken !== null,
    channels: channels.map((channel) => channelOf(channel, standingOf(channel, device, push))),
    installs: installs.map((install) => installOf(install, names)),
    orders: orders.rows,
  };
}

function userOf(user: User | null): AppleDetail['user'] {
  if (user === null || user.state === 'gone') return null;
  return { id: user.id, userName: user.userName, displayName: user.displayName };
}

/** APNs’ words after which the same push would fail again (Apple, Handling notification responses from APNs). */
const LASTING_TROUBLE: ReadonlySet<string> = new Set([
  'BadDeviceToken',
  'DeviceTokenNotForTopic',
  'TopicDisallowed',
  'BadCertificate',
  'BadCertificateEnvironment',
  'Unregistered',
  'ExpiredToken',
]);

function standingOf(
  { token, pushMagic, pushTrouble }: AppleChannelRow,
  { topic }: AppleDeviceRow,
  push: Awaited<ReturnType<AppleDeps['push']>>,
): PushStanding {
  if (token === null || pushMagic === null) return 'no_token';
  if (push.standing !== 'ready') return push.standing;
  if (topic !== push.topic) return 'other_topic';
  return pushTrouble !== null && LASTING_TROUBLE.has(pushTrouble) ? 'refused' : 'ready';
}

function channelOf(row: AppleChannelRow, push: PushStanding): AppleChannel {
  const { guid, shortName, longName, lastSeenAt, tokenAt, pushedAt, pushTrouble, waiting } = row;
  const user = guid === '' ? null : { guid, shortName, longName };
  return { user, lastSeenAt, tokenAt, pushedAt, pushTrouble, push, waiting };
}

function installOf(row: InstallRow, names: ReadonlyMap<string, string>): AppleInstall {
  const { guid, profileId, identifier, name, state, version, at, errors } = row;
  const user = guid === '' ? null : (names.get(guid) ?? guid);
  return { profileId, identifier, name, user, state, version, at, message: wordsOf(errors) };
}
