import type { AppleChannel, AppleDetail, Device } from '../../../../../electron/bridge/domain';
import type { Line } from '../lines';
import type { Section } from '../record';
import type { WriteKit } from '../write';

/** Where lines lead to. */
export interface Ways {
  user(id: string): void;
  orders(): void;
}

/** What Muster itself knows of the device: whose it is, how it comes, how it is woken. It has no age: it is so now. */
export function managementSections(
  detail: AppleDetail,
  device: Device,
  ways: Ways,
  kit: WriteKit,
): Section[] {
  const own = detail.channels.find(({ user }) => user === null);
  const people = detail.channels.filter(({ user }) => user !== null);
  const lines = [
    ownerLine(detail, ways, kit),
    timeLine('enrolled', detail.enrolledAt, kit),
    timeLine('lastSeen', detail.lastSeenAt, kit),
    timeLine('ended', detail.endedAt, kit),
    ...(detail.state === 'active' ? living(detail, own, device, ways, kit) : []),
  ].filter((line) => line !== null);
  const sections = [{ group: 'management', lines }];
  if (people.length === 0) return sections;
  return [...sections, { group: 'macUsers', lines: people.map((channel) => personLine(channel, kit)) }];
}

function ownerLine({ user }: AppleDetail, ways: Ways, { t }: WriteKit): Line {
  const label = t('apple.own.owner');
  if (user === null) return { label, text: t('apple.own.noOwner') };
  const { id, displayName, userName } = user;
  return { label, text: displayName || userName, title: userName, open: () => ways.user(id) };
}

function timeLine(name: string, at: number | null, { t, format, now }: WriteKit): Line | null {
  if (at === null) return null;
  return { label: t(`apple.own.${name}`), text: format.relative(at, now), title: format.dateTime(at) };
}

function living(
  detail: AppleDetail,
  own: AppleChannel | undefined,
  { platform }: Device,
  ways: Ways,
  kit: WriteKit,
): (Line | null)[] {
  const { t } = kit;
  const token = (name: string, kept: boolean): Line => ({
    label: t(`apple.own.${name}`),
    text: t(kept ? 'apple.own.kept' : 'apple.own.notKept'),
  });
  return [
    own === undefined ? null : pushLine(own, kit),
    own === undefined || own.pushedAt === null ? null : timeLine('pushed', own.pushedAt, kit),
    own === undefined ? null : waitingLine(own.waiting, ways, kit),
    identityLine(detail, kit),
    platform === 'macos'
      ? token('bootstrapToken', detail.hasBootstrapToken)
      : token('unlockToken', detail.hasUnlockToken),
  ];
}

function waitingLine(count: number, ways: Ways, kit: WriteKit): Line {
  const line = { label: kit.t('apple.own.waiting'), text: waitingText(count, kit) };
  return count === 0 ? line : { ...line, open: ways.orders };
}

function waitingText(count: number, { t, format }: WriteKit): string {
  return count === 0 ? t('apple.own.nothing') : t('apple.own.orders', { count, n: format.number(count) });
}

function pushLine({ push, pushTrouble }: AppleChannel, { t }: WriteKit): Line {
  const words = t(`apple.push.${push}`);
  return {
    label: t('apple.own.push'),
    text: pushTrouble === null ? words : `${words} (${pushTrouble})`,
    tone: push === 'ready' ? 'good' : 'warn',
  };
}

function identityLine({ identityUntil, renewalAskedAt }: AppleDetail, kit: WriteKit): Line | null {
  if (identityUntil === null) return null;
  const { t, format, now } = kit;
  const until = format.date(identityUntil);
  const text =
    renewalAskedAt === null
      ? until
      : t('apple.own.renewal', { until, asked: format.relative(renewalAskedAt, now) });
  return { label: t('apple.own.identity'), text, title: format.dateTime(identityUntil) };
}

function personLine(channel: AppleChannel, kit: WriteKit): Line {
  const { t, format, now } = kit;
  const { user, lastSeenAt, push, waiting } = channel;
  const label = user?.longName ?? user?.shortName ?? user?.guid ?? '';
  const seen =
    lastSeenAt === null
      ? t('apple.own.neverSeen')
      : t('apple.own.seen', { when: format.relative(lastSeenAt, now) });
  const parts = [seen, ...(push === 'ready' ? [] : [t(`apple.push.${push}`)])];
  if (waiting > 0) parts.push(waitingText(waiting, kit));
  return { label, text: parts.join(' · '), ...(push === 'ready' ? {} : { tone: 'warn' as const }) };
}
