import { MusterError } from '../../../model/errors.ts';
import type { SyncProgress } from '../../../model/sync-run.ts';
import { BrokenAnswer, type GoogleAnswer, type GoogleWords, isWebPage, wordsOf } from './answer.ts';
import { retryAfterMs } from './backoff.ts';

export type WaitReason = NonNullable<SyncProgress['waiting']>['reason'];

/** What follows from an answer: take it, wait and ask again, ask with a new token, or give up. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'wait'; why: WaitReason; afterMs: number | null; error: MusterError }
  | { kind: 'refresh' }
  | { kind: 'fail'; error: MusterError };

/** What the caller knows about the request that was answered. */
export interface Asked {
  account: string;
  now: number;
  /** The page token that was sent, if any. */
  pageToken: string | null;
  /** Error statuses the caller reads itself (404 for a device that is gone), when Google's words come with them. */
  accept: readonly number[];
  /** Takes those even without Google's words: its front end answers unknown paths with a web page. */
  acceptBare: boolean;
}

/** Directory API limits and "Resolve errors" guide; the reasons of 403 and 429 that only ask for patience. */
const PAUSES = new Set([
  'userRateLimitExceeded',
  'quotaExceeded',
  'rateLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);
const SWITCHED_OFF = new Set([
  'accessNotConfigured',
  'domainCannotUseApis',
  'SERVICE_DISABLED',
  'serviceDisabled',
]);
const SCOPES = new Set(['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientScopes', 'insufficient_scope']);

/** Says what follows from an answer of the Directory API. */
export function classify(answer: GoogleAnswer, asked: Asked): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return isWebPage(answer) ? notGoogle(answer) : { kind: 'done' };
  const words = wordsOf(answer.text);
  if (asked.accept.includes(status) && (words !== null || asked.acceptBare)) return { kind: 'done' };
  if (status >= 500 || status === 408) return outage(answer, asked, words);
  if (status === 429) return pause(answer, asked, words);
  if (words === null && (status !== 401 || isWebPage(answer))) return notGoogle(answer);
  if (status === 401) return { kind: 'refresh' };
  if (status === 403) return refusal(answer, asked, words);
  if (status === 400 && isDeadToken(words, asked)) return fail('google_token_dead', { ...told(words) });
  return fail('google_bad_request', { status, reason: words?.message ?? String(status), ...told(words) });
}

/** What follows from no answer at all: the connection failed or broke off. */
export function classifyFailure(error: unknown): Outcome {
  if (isTimeout(error)) return unavailable('no answer in time', null);
  if (error instanceof BrokenAnswer) return unavailable(error.message, null);
  const reason = rootMessage(error);
  return {
    kind: 'wait',
    why: 'offline',
    afterMs: null,
    error: new MusterError('google_offline', { reason }, error),
  };
}

function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || isTimeout(error.cause);
}

function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}

function refusal(answer: GoogleAnswer, asked: Asked, words: GoogleWords | null): Outcome {
  const reason = words?.reason ?? '';
  if (PAUSES.has(reason)) return pause(answer, asked, words);
  if (SWITCHED_OFF.has(reason)) return fail('google_api_disabled', told(words));
  if (SCOPES.has(reason) || /authentication scopes/i.test(words?.message ?? '')) {
    const scopes = /scope="([^"]*)"/.exec(answer.headers['www-authenticate'] ?? '')?.[1] ?? '';
    return fail('google_scope_missing', { scopes, ...told(words) });
  }
  return fail('google_permission_lost', { account: asked.account, ...told(words) });
}

function pause(answer: GoogleAnswer, asked: Asked, words: GoogleWords | null): Outcome {
  const afterMs = retryAfterMs(answer.headers, asked.now);
  return {
    kind: 'wait',
    why: 'rate_limited',
    afterMs,
    error: new MusterError('google_rate_limited', told(words)),
  };
}

function outage(answer: GoogleAnswer, asked: Asked, words: GoogleWords | null): Outcome {
  const reason = words?.message ?? `HTTP ${answer.status}`;
  return unavailable(reason, retryAfterMs(answer.headers, asked.now), words);
}

function unavailable(reason: string, afterMs: number | null, words: GoogleWords | null = null): Outcome {
  const error = new MusterError('google_unavailable', { reason, ...told(words) });
  return { kind: 'wait', why: 'unavailable', afterMs, error };
}

/** Something between us and Google answered: it may go away (a Wi-Fi page), so it is asked again for a while. */
function notGoogle(answer: GoogleAnswer): Outcome {
  const reason = isWebPage(answer)
    ? 'a web page instead of data'
    : `HTTP ${answer.status} without Google’s words`;
  return {
    kind: 'wait',
    why: 'offline',
    afterMs: null,
    error: new MusterError('google_bad_answer', { reason }),
  };
}

/** Google names the token it does not take ("Invalid Input: <token>"), so another bad input is not mistaken for it. */
function isDeadToken(words: GoogleWords | null, { pageToken }: Asked): boolean {
  if (pageToken === null || words === null) return false;
  const message = words.message ?? '';
  return message.includes(pageToken) || /page ?token/i.test(message) || /^Invalid Input\b/i.test(message);
}

function told(words: GoogleWords | null): Record<string, string> {
  return words?.message ? { message: words.message } : {};
}

function fail(
  code: ConstructorParameters<typeof MusterError>[0],
  details: ConstructorParameters<typeof MusterError>[1],
): Outcome {
  return { kind: 'fail', error: new MusterError(code, details) };
}
