import {
  type AppleCounts,
  type DeviceFilter,
  deserializeError,
  type PushOverview,
} from '../../../electron/bridge/domain';
import { rangeOf } from '../devices/filters/presets';
import type { Tone } from '../google/verdict';

/** What is known of Apple’s devices as a whole. */
export interface AppleStanding {
  push: Pick<PushOverview, 'state' | 'trouble'>;
  listening: boolean;
}

/** How it stands in one word: a text of `apple:standing.`. What stops most comes first. */
export type StandingKey = 'off' | 'without' | 'expired' | 'refused' | 'trouble' | 'ending' | 'good';

const TONES: Readonly<Record<StandingKey, Tone>> = {
  off: 'off',
  without: 'warn',
  expired: 'bad',
  refused: 'bad',
  trouble: 'warn',
  ending: 'warn',
  good: 'good',
};

/** Whether devices can register, and whether they can be woken. */
export function standingOf({ push, listening }: AppleStanding): { key: StandingKey; tone: Tone } {
  const key = keyOf(push, listening);
  return { key, tone: TONES[key] };
}

function keyOf({ state, trouble }: AppleStanding['push'], listening: boolean): StandingKey {
  if (state === 'expired') return 'expired';
  if (isRefused(trouble)) return 'refused';
  if (!listening) return 'off';
  if (state === 'none' || state === 'requested') return 'without';
  if (trouble !== null) return 'trouble';
  return state === 'ending' ? 'ending' : 'good';
}

/** The colour of how pushes go. */
export function pushTone({ state, trouble }: AppleStanding['push']): Tone {
  if (state === 'none' || state === 'requested') return 'off';
  if (state === 'expired' || isRefused(trouble)) return 'bad';
  return state === 'ending' || trouble !== null ? 'warn' : 'good';
}

/** Apple does not let the certificate in: waiting does not help. */
export function isRefused(trouble: PushOverview['trouble']): boolean {
  return trouble !== null && deserializeError(trouble).code === 'push_certificate_refused';
}

/** Whether there is a certificate, be it one that has ended. */
export function hasCertificate({ state }: Pick<PushOverview, 'state'>): boolean {
  return state !== 'none' && state !== 'requested';
}

export const APPLE_STATE_FIGURES = ['active', 'pending', 'retired', 'wiped', 'reset'] as const;
export type StateFigure = (typeof APPLE_STATE_FIGURES)[number];

/** The states worth a figure: active ones always, others where there are some. */
export function stateFigures(counts: AppleCounts): { state: StateFigure; count: number }[] {
  return APPLE_STATE_FIGURES.map((state) => ({ state, count: counts[state] })).filter(
    ({ state, count }) => state === 'active' || count > 0,
  );
}

const APPLE: NonNullable<DeviceFilter['platform']> = ['ios', 'ipados', 'macos'];

/** The devices behind a figure of the page. A device in Lost Mode is an active one, and has a status of its own. */
export function devicesBehind(figure: StateFigure | 'inactive', now: number): DeviceFilter {
  if (figure === 'inactive') {
    return {
      platform: APPLE,
      status: ['active', 'lost_mode'],
      lastSync: { ...rangeOf('over30', now), never: true },
    };
  }
  return { platform: APPLE, status: figure === 'active' ? ['active', 'lost_mode'] : [figure] };
}
