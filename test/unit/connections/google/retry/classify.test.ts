import { describe, expect, it } from 'vitest';
import { BrokenAnswer, type GoogleAnswer } from '../../../../../electron/connections/google/retry/answer.ts';
import {
  type Asked,
  classify,
  classifyFailure,
  type Outcome,
} from '../../../../../electron/connections/google/retry/classify.ts';

const ASKED: Asked = { account: 'admin@example.org', now: 0, pageToken: null, accept: [], acceptBare: false };
const TOKEN = 'AMk4vq~token';

function answer(status: number, reason: string, message = 'Google’s words', headers = {}): GoogleAnswer {
  const text = JSON.stringify({ error: { code: status, message, errors: [{ reason, domain: 'global' }] } });
  return { status, headers: { 'content-type': 'application/json', ...headers }, text };
}

function html(status: number): GoogleAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, text: '<!doctype html><p>Hello' };
}

/** The outcome in one word: the code of a final error, else what is waited for. */
function wordOf(outcome: Outcome): string {
  if (outcome.kind === 'fail') return outcome.error.code;
  return outcome.kind === 'wait' ? `wait: ${outcome.why}, then ${outcome.error.code}` : outcome.kind;
}

describe('an answer of Google', () => {
  const wait = {
    limited: 'wait: rate_limited, then google_rate_limited',
    away: 'wait: unavailable, then google_unavailable',
    other: 'wait: offline, then google_bad_answer',
  };
  it.each([
    [403, 'userRateLimitExceeded', wait.limited],
    [403, 'quotaExceeded', wait.limited],
    [403, 'rateLimitExceeded', wait.limited],
    [429, 'rateLimitExceeded', wait.limited],
    [403, 'forbidden', 'google_permission_lost'],
    [403, 'notAuthorized', 'google_permission_lost'],
    [403, 'insufficientPermissions', 'google_permission_lost'],
    [403, 'accessNotConfigured', 'google_api_disabled'],
    [403, 'domainCannotUseApis', 'google_api_disabled'],
    [401, 'authError', 'refresh'],
    [400, 'invalidInput', 'google_bad_request'],
    [404, 'notFound', 'google_bad_request'],
    [412, 'conditionNotMet', 'google_bad_request'],
    [500, 'backendError', wait.away],
    [502, 'backendError', wait.away],
    [503, 'backendError', wait.away],
    [408, 'requestTimeout', wait.away],
  ])('%i %s: %s', (status, reason, word) => {
    expect(wordOf(classify(answer(status, reason), ASKED))).toBe(word);
  });

  it('tells missing scopes from missing rights', () => {
    const headers = { 'www-authenticate': 'Bearer realm="x", error="insufficient_scope", scope="a b"' };
    const words = 'Request had insufficient authentication scopes.';
    const outcome = classify(answer(403, 'insufficientPermissions', words, headers), ASKED);
    expect(outcome).toMatchObject({ error: { code: 'google_scope_missing', details: { scopes: 'a b' } } });
  });

  it('keeps Google’s words', () => {
    const outcome = classify(answer(403, 'forbidden', 'Not Authorized to access this resource/api'), ASKED);
    expect(outcome).toMatchObject({
      error: {
        details: { account: 'admin@example.org', message: 'Not Authorized to access this resource/api' },
      },
    });
  });

  it.each([200, 403, 404])('a web page with status %i is not Google’s answer', (status) => {
    expect(wordOf(classify(html(status), ASKED))).toBe(wait.other);
  });

  it('a redirect is not Google’s answer', () => {
    expect(wordOf(classify({ status: 302, headers: { location: 'https://x' }, text: '' }, ASKED))).toBe(
      wait.other,
    );
  });

  it('an accepted status is accepted only in Google’s words, unless bare answers are', () => {
    const accept = { ...ASKED, accept: [404] };
    expect(wordOf(classify(answer(404, 'notFound'), accept))).toBe('done');
    expect(wordOf(classify(html(404), accept))).toBe(wait.other);
    expect(wordOf(classify(html(404), { ...accept, acceptBare: true }))).toBe('done');
  });

  it.each([
    `Invalid Input: ${TOKEN}`,
    'Invalid Input: pageToken',
    `Bad value ${TOKEN}`,
  ])('400 “%s” for a page token: the token is dead', (message) => {
    const withToken = { ...ASKED, pageToken: TOKEN };
    expect(wordOf(classify(answer(400, 'invalidInput', message), withToken))).toBe('google_token_dead');
    expect(wordOf(classify(answer(400, 'invalidInput', message), ASKED))).toBe('google_bad_request');
  });
});

describe('no answer', () => {
  it('a failed connection is waited out as offline', () => {
    const error = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
    const outcome = classifyFailure(error);
    expect(wordOf(outcome)).toBe('wait: offline, then google_offline');
    expect(outcome).toMatchObject({ error: { details: { reason: 'connect ECONNREFUSED 127.0.0.1:9' } } });
  });

  it.each([
    ['none in time', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
    ['one that broke off', new BrokenAnswer(new TypeError('terminated'))],
  ])('%s is an outage of Google’s, not of the network', (_name, error) => {
    expect(wordOf(classifyFailure(error))).toBe('wait: unavailable, then google_unavailable');
  });
});
