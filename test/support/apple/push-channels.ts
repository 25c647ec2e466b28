import type { PushDeps } from '../../../electron/connections/apns/deps.ts';
import type { DuePush } from '../../../electron/store/contract/apple.ts';

/** One way to a device, as far as pushes are concerned. */
export interface Channel extends DuePush {
  dueAt: number | null;
  trouble: string | null;
  /** The times it was noted. */
  noted: { at: number; nextAt: number | null }[];
}

/** Channels in memory that behave as AppleRepository says of pushes. */
export function createPushChannels() {
  const all = new Map<number, Channel>();
  const due = (at: number): Channel[] =>
    [...all.values()].filter(({ dueAt }) => dueAt !== null && dueAt <= at);
  let looks = 0;
  const repository: PushDeps['apple'] = {
    duePushes: async ({ at, limit }) =>
      due(at)
        .toSorted((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0))
        .slice(0, limit)
        .map(({ dueAt: _dueAt, trouble: _trouble, noted: _noted, ...push }) => push),
    nextPushAt: async () => {
      looks++;
      const times = [...all.values()].flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
      return times.length === 0 ? null : times.reduce((one, other) => Math.min(one, other));
    },
    waitingPushes: async (at) =>
      [...all.values()].filter(({ dueAt, trouble }) => (dueAt !== null && dueAt <= at) || trouble !== null)
        .length,
    notePushes: async (notes) => {
      for (const { channel, token, at, trouble, nextAt, tried } of notes) {
        const known = all.get(channel);
        if (known?.token !== token) continue;
        known.trouble = trouble;
        known.noted.push({ at, nextAt });
        if (tried) known.tries++;
        if (known.dueAt !== null && known.dueAt <= at) known.dueAt = nextAt;
      }
    },
    wantPush: async ({ deviceIds, at }) => {
      for (const channel of all.values()) {
        if (deviceIds === null || deviceIds.includes(channel.deviceId)) channel.dueAt = at;
      }
    },
  };
  return {
    repository,
    all,
    /** A device with something waiting. */
    add(fields: Partial<Channel> & Pick<Channel, 'topic'>): Channel {
      const channel = all.size + 1;
      const made: Channel = {
        channel,
        deviceId: `device-${channel}`,
        guid: '',
        token: channel.toString(16).padStart(64, '0'),
        pushMagic: `magic-${channel}`,
        tokenAt: 0,
        tries: 0,
        dueAt: 0,
        trouble: null,
        noted: [],
        ...fields,
      };
      all.set(channel, made);
      return made;
    },
    /** How often somebody asked when something is due. */
    looks: () => looks,
    waiting: (at: number): number => due(at).length,
  };
}
