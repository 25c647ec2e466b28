import type { Bar } from '../../model/command.ts';
import { toMusterError } from '../../model/errors.ts';
import type { BrakeReason } from './brake.ts';

/** What stands in the way of all: a pause, or a stop until a person acts. */
export type CommonTrouble = { kind: 'wait'; reason: BrakeReason } | { kind: 'barred'; pause: Bar };
/**
 * What a failed reading means: common trouble, or this one device’s own. A plain “forbidden” may be either, because an
 * administrator’s role may end at a unit.
 */
export type Trouble = CommonTrouble | { kind: 'device'; forbidden: boolean; message: string };

const TROUBLES: Readonly<Partial<Record<string, Trouble>>> = {
  google_rate_limited: { kind: 'wait', reason: 'rate_limited' },
  google_offline: { kind: 'wait', reason: 'offline' },
  google_reconnect_needed: { kind: 'barred', pause: 'reconnect_needed' },
  google_client_invalid: { kind: 'barred', pause: 'reconnect_needed' },
  google_subject_invalid: { kind: 'barred', pause: 'reconnect_needed' },
  google_key_file_invalid: { kind: 'barred', pause: 'reconnect_needed' },
  google_delegation_missing: { kind: 'barred', pause: 'permission_lost' },
  google_api_disabled: { kind: 'barred', pause: 'api_disabled' },
  google_scope_missing: { kind: 'barred', pause: 'scope_missing' },
};

/** Sorts an error of a reading. What is not known waits: sending blindly is no way on. */
export function troubleOf(thrown: unknown): Trouble {
  const error = toMusterError(thrown);
  const forbidden = error.code === 'google_permission_lost';
  if (forbidden || error.code === 'google_bad_request')
    return { kind: 'device', forbidden, message: String(error.details.reason ?? error.code) };
  return TROUBLES[error.code] ?? { kind: 'wait', reason: 'unavailable' };
}
