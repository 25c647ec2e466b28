import type { ErrorCode } from '../../../model/error-codes.ts';
import { MusterError, toMusterError } from '../../../model/errors.ts';
import type { GoogleAnswer } from './answer.ts';
import { classify, classifyFailure } from './classify.ts';
import { neverLeft } from './never-left.ts';
import { type GoogleRequest, type RetryDeps, takeToken } from './retry.ts';

/**
 * What became of a request that changes something.
 * - `answered`: Google took it.
 * - `refused`: Google said no to this very request, for good; nothing was changed.
 * - `not_sent`: it certainly did nothing and may be sent again, after `afterMs` where Google said so.
 * - `barred`: it did nothing, and no request will until a person acts.
 * - `lost`: it went out and what came of it is not known; it must not be sent again.
 */
export type OnceResult =
  | { kind: 'answered'; answer: GoogleAnswer }
  | { kind: 'refused'; error: MusterError }
  | { kind: 'not_sent'; why: 'rate_limited' | 'offline'; afterMs: number | null; error: MusterError }
  | {
      kind: 'barred';
      pause: 'reconnect_needed' | 'permission_lost' | 'api_disabled' | 'scope_missing';
      error: MusterError;
    }
  | { kind: 'lost'; error: MusterError };

export type OnceDeps = Pick<RetryDeps, 'tokens' | 'gate' | 'clock' | 'account'>;

/**
 * Sends a request at most once; only an access token refused before anything was done is renewed and the request
 * repeated, one time. Waits for nothing: while the connection pauses it answers `not_sent`. Throws only the signal's
 * reason, and only when nothing was done: an abort after that is `lost`.
 */
export async function sendOnce(
  deps: OnceDeps,
  send: GoogleRequest['send'],
  signal: AbortSignal | undefined,
): Promise<OnceResult> {
  const pausing = pauseOf(deps);
  if (pausing !== null) return pausing;
  for (const renew of [false, true]) {
    const token = await tokenFor(deps, renew, signal);
    if (typeof token !== 'string') return token;
    signal?.throwIfAborted();
    const result = await attempt(deps, send, token, signal);
    if (result !== 'token_refused') return result;
  }
  return barred('reconnect_needed', new MusterError('google_reconnect_needed', { account: deps.account }));
}

async function attempt(
  { account, clock, gate }: OnceDeps,
  send: GoogleRequest['send'],
  token: string,
  signal: AbortSignal | undefined,
): Promise<OnceResult | 'token_refused'> {
  let answer: GoogleAnswer;
  try {
    answer = await send(token, signal);
  } catch (error) {
    if (!neverLeft(error)) return { kind: 'lost', error: lossOf(error) };
    signal?.throwIfAborted();
    return { kind: 'not_sent', why: 'offline', afterMs: null, error: lossOf(error) };
  }
  const outcome = classify(answer, { account, now: clock.now(), ...NOTHING_EXPECTED });
  if (outcome.kind === 'done') return { kind: 'answered', answer };
  if (outcome.kind === 'refresh') return 'token_refused';
  if (outcome.kind === 'fail') return refusal(outcome.error);
  if (outcome.why !== 'rate_limited') return { kind: 'lost', error: outcome.error };
  const { afterMs, error } = outcome;
  if (afterMs !== null) gate.close(afterMs, 'rate_limited');
  return { kind: 'not_sent', why: 'rate_limited', afterMs, error };
}

const NOTHING_EXPECTED = { pageToken: null, accept: [], acceptBare: false };

/** What is told of a connection that failed. */
function lossOf(error: unknown): MusterError {
  const outcome = classifyFailure(error);
  return outcome.kind === 'wait' ? outcome.error : toMusterError(error);
}

/** What stands in the way of every request, by the code Google's answer or the token source gives it. */
const BARS: Readonly<Partial<Record<ErrorCode, Extract<OnceResult, { kind: 'barred' }>['pause']>>> = {
  google_reconnect_needed: 'reconnect_needed',
  google_client_invalid: 'reconnect_needed',
  google_subject_invalid: 'reconnect_needed',
  google_key_file_invalid: 'reconnect_needed',
  google_delegation_missing: 'permission_lost',
  google_scope_missing: 'scope_missing',
  google_api_disabled: 'api_disabled',
};

/** A plain "forbidden" is about this device: an administrator's role may end at a unit. */
function refusal(error: MusterError): OnceResult {
  const pause = BARS[error.code];
  return pause === undefined ? { kind: 'refused', error } : barred(pause, error);
}

function barred(pause: Extract<OnceResult, { kind: 'barred' }>['pause'], error: MusterError): OnceResult {
  return { kind: 'barred', pause, error };
}

/** A token, or why there is none: without one nothing is sent. */
async function tokenFor(
  deps: OnceDeps,
  renew: boolean,
  signal: AbortSignal | undefined,
): Promise<string | OnceResult> {
  try {
    return await takeToken(deps, renew, signal);
  } catch (thrown) {
    signal?.throwIfAborted();
    const error = toMusterError(thrown);
    const pause = BARS[error.code];
    if (pause !== undefined) return barred(pause, error);
    const limited = error.code === 'google_rate_limited';
    const afterMs = limited ? msUntil(error.details.until, deps.clock.now()) : null;
    return { kind: 'not_sent', why: limited ? 'rate_limited' : 'offline', afterMs, error };
  }
}

function msUntil(until: unknown, now: number): number | null {
  return typeof until === 'number' ? Math.max(0, until - now) : null;
}

/** The pause that is on for the whole connection, as the reason not to send. */
function pauseOf({ gate, clock }: OnceDeps): OnceResult | null {
  const waiting = gate.waiting();
  if (waiting === null) return null;
  const afterMs = Math.max(0, waiting.until - clock.now());
  if (waiting.reason !== 'rate_limited') {
    return { kind: 'not_sent', why: 'offline', afterMs, error: new MusterError('google_offline') };
  }
  const until = new Date(waiting.until).toISOString();
  const error = new MusterError('google_rate_limited', { until });
  return { kind: 'not_sent', why: 'rate_limited', afterMs, error };
}
