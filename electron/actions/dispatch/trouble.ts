import type { Bar } from '../../model/command.ts';
import { toMusterError } from '../../model/errors.ts';
import type { BrakeReason } from './brake.ts';

/** What a failed reading means: a pause for all, a stop until a person acts, or this one device’s own trouble. */
export type Trouble =
  | { kind: 'wait'; reason: BrakeReason }
  | { kind: 'barred'; pause: Bar }
  | { kind: 'device'; message: string };

const TROUBLES: Readonly<Partial<Record<string, Trouble>>> = {
  google_rate_limited: { kind: 'wait', reason: 'rate_limited' },
  google_offline: { kind: 'wait', reason: 'offline' },
  google_reconnect_needed: { kind: 'barred', pause: 'reconnect_needed' },
  google_permission_lost: { kind: 'barred', pause: 'permission_lost' },
  google_api_disabled: { kind: 'barred', pause: 'api_disabled' },
  google_scope_missing: { kind: 'barred', pause: 'scope_missing' },
};

/** Sorts an error of a reading. What is not known waits: sending blindly is no way on. */
export function troubleOf(thrown: unknown): Trouble {
  const error = toMusterError(thrown);
  if (error.code === 'google_bad_request')
    return { kind: 'device', message: String(error.details.reason ?? error.code) };
  return TROUBLES[error.code] ?? { kind: 'wait', reason: 'unavailable' };
}
