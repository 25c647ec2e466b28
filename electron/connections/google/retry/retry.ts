import { isMusterError, MusterError } from '../../../model/errors.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { GoogleAnswer } from './answer.ts';
import { fullJitter } from './backoff.ts';
import { classify, classifyFailure, type Outcome, type WaitReason } from './classify.ts';
import type { Gate } from './gate.ts';

/** Where access tokens come from; `forceRefresh` answers a new one whatever the old one's age. */
export interface AccessTokens {
  accessToken(signal?: AbortSignal): Promise<string>;
  forceRefresh(signal?: AbortSignal): Promise<string>;
}

/** How patient we are. Milliseconds; a limit counts from the first wait of a request. */
export interface Patience {
  baseMs: number;
  capMs: number;
  limitMs: Readonly<Record<WaitReason, number>>;
}

export const PATIENCE: Patience = {
  baseMs: 1000,
  capMs: 64_000,
  limitMs: { rate_limited: 15 * 60_000, unavailable: 5 * 60_000, offline: 8_000 },
};

/** A request that reads: sent twice it does no harm. What changes something goes through `sendOnce`. */
export interface GoogleRequest {
  /** Sends once. A failed or broken connection rejects; every answer, errors too, resolves. */
  send(token: string, signal: AbortSignal | undefined): Promise<GoogleAnswer>;
  pageToken?: string | null;
  accept?: readonly number[];
  acceptBare?: boolean;
  /** Gives up after so many answers of the kind "unavailable", before the time limit. */
  unavailableTries?: number;
  /** How long to wait for the network to come back, in place of the usual patience. */
  offlineMs?: number;
}

export interface RetryDeps {
  tokens: AccessTokens;
  gate: Gate;
  clock: Clock;
  random: Random;
  account: string;
  patience: Patience;
}

/**
 * Sends a request until it is answered for good. Throws the final MusterError (`google_…`) when patience ends or
 * Google refuses, and the signal's reason when it fires.
 */
export async function sendPatiently(
  deps: RetryDeps,
  request: GoogleRequest,
  signal: AbortSignal | undefined,
): Promise<GoogleAnswer> {
  const tries = new Tries(deps, request);
  for (;;) {
    await deps.gate.pass(signal);
    const { answer, outcome } = await attempt(deps, request, tries.renewing, signal);
    signal?.throwIfAborted();
    if (outcome.kind === 'done' && answer !== null) return answer;
    tries.next(outcome, answer !== null);
  }
}

/** What has been tried for one request so far. */
class Tries {
  readonly #deps: RetryDeps;
  readonly #request: GoogleRequest;
  #waits = 0;
  #outages = 0;
  #waitingSince: number | null = null;
  #refreshed = false;
  /** The next try takes a new access token. */
  renewing = false;

  constructor(deps: RetryDeps, request: GoogleRequest) {
    this.#deps = deps;
    this.#request = request;
  }

  /** Prepares the next try, or throws when there is none. A renewal that got no answer is still owed. */
  next(outcome: Outcome, answered: boolean): void {
    if (outcome.kind === 'fail') throw outcome.error;
    if (answered) this.renewing = false;
    if (outcome.kind === 'wait') this.#wait(outcome);
    else this.#renew();
  }

  #renew(): void {
    if (this.#refreshed) throw new MusterError('google_reconnect_needed', { account: this.#deps.account });
    this.#refreshed = true;
    this.renewing = true;
  }

  #wait({ why, afterMs, error }: Extract<Outcome, { kind: 'wait' }>): void {
    const { patience, clock, random, gate } = this.#deps;
    const now = clock.now();
    this.#waitingSince ??= now;
    if (why === 'unavailable') this.#outages++;
    const jitter = fullJitter(this.#waits++, random.fraction(), patience.baseMs, patience.capMs);
    const pause = afterMs === null ? jitter : afterMs + Math.round(random.fraction() * patience.baseMs);
    const tooMany = this.#outages >= (this.#request.unavailableTries ?? Number.POSITIVE_INFINITY);
    const limit =
      why === 'offline' ? (this.#request.offlineMs ?? patience.limitMs.offline) : patience.limitMs[why];
    if (tooMany || now + pause - this.#waitingSince > limit) throw dated(error, now + pause);
    gate.close(pause, why);
  }
}

async function attempt(
  deps: RetryDeps,
  request: GoogleRequest,
  renew: boolean,
  signal: AbortSignal | undefined,
): Promise<{ answer: GoogleAnswer | null; outcome: Outcome }> {
  try {
    const token = await takeToken(deps, renew, signal);
    const answer = await request.send(token, signal);
    const asked = {
      account: deps.account,
      now: deps.clock.now(),
      pageToken: request.pageToken ?? null,
      accept: request.accept ?? [],
      acceptBare: request.acceptBare ?? false,
    };
    return { answer, outcome: classify(answer, asked) };
  } catch (error) {
    signal?.throwIfAborted();
    return { answer: null, outcome: outcomeOf(error) };
  }
}

/**
 * An access token, renewed on demand. A refusal of our credentials in words nobody knows is still one: no schedule
 * must go on asking. Throws as the token source does, with `google_reconnect_needed` for `google_bad_request`.
 */
export async function takeToken(
  { tokens, account }: Pick<RetryDeps, 'tokens' | 'account'>,
  renew: boolean,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return renew ? await tokens.forceRefresh(signal) : await tokens.accessToken(signal);
  } catch (error) {
    if (!isMusterError(error, 'google_bad_request')) throw error;
    throw new MusterError('google_reconnect_needed', { account, ...error.details }, error);
  }
}

/** The token endpoint can be out of reach or overloaded as well: that is waited out in the same way. */
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof MusterError)) return classifyFailure(error);
  const why = WAIT_FOR[error.code];
  return why === undefined ? { kind: 'fail', error } : { kind: 'wait', why, afterMs: null, error };
}

const WAIT_FOR: Readonly<Partial<Record<MusterError['code'], WaitReason>>> = {
  google_offline: 'offline',
  google_unavailable: 'unavailable',
  google_rate_limited: 'rate_limited',
};

function dated(error: MusterError, until: number): MusterError {
  if (error.code !== 'google_rate_limited') return error;
  return new MusterError(error.code, { ...error.details, until: new Date(until).toISOString() }, error);
}
