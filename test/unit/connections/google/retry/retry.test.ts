import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { GoogleAnswer } from '../../../../../electron/connections/google/retry/answer.ts';
import { createGate, type Waiting } from '../../../../../electron/connections/google/retry/gate.ts';
import {
  type GoogleRequest,
  PATIENCE,
  sendPatiently,
} from '../../../../../electron/connections/google/retry/retry.ts';
import { MusterError } from '../../../../../electron/model/errors.ts';
import { createManualClock } from '../../../../support/manual-clock.ts';
import { createQuickClock, type QuickClock } from '../../../../support/quick-clock.ts';

const OK: GoogleAnswer = { status: 200, headers: { 'content-type': 'application/json' }, text: '{}' };

function refusal(status: number, reason: string, headers = {}): GoogleAnswer {
  const text = JSON.stringify({ error: { code: status, message: reason, errors: [{ reason }] } });
  return { status, headers, text };
}

/** A connection whose network answers from a list; the last answer stays. */
function bench(answers: (GoogleAnswer | Error)[], clock: QuickClock = createQuickClock()) {
  const sent: string[] = [];
  const tokens = { accessToken: async () => 'old', forceRefresh: async () => 'new' };
  const gate = createGate(clock);
  const random = { bytes: () => new Uint8Array(), fraction: () => 0.5, uuid: () => '' };
  const deps = { tokens, gate, clock, random, account: 'admin@example.org', patience: PATIENCE };
  const request: GoogleRequest = {
    send: async (token) => {
      sent.push(token);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (next === undefined || next instanceof Error) throw next ?? new Error('nothing to answer');
      return next;
    },
  };
  const send = (change: Partial<GoogleRequest> = {}, signal?: AbortSignal) =>
    sendPatiently(deps, { ...request, ...change }, signal);
  return { send, sent, clock, gate, deps, request };
}

describe('patience', () => {
  it('asks again until it is answered', async () => {
    const { send, sent, clock } = bench([
      refusal(503, 'backendError'),
      refusal(429, 'rateLimitExceeded'),
      OK,
    ]);
    expect(await send()).toBe(OK);
    expect(sent).toHaveLength(3);
    expect(clock.slept()).toBe(500 + 1000);
  });

  it.each([
    ['rate limits', refusal(403, 'quotaExceeded'), 'google_rate_limited', PATIENCE.limitMs.rate_limited],
    ['an outage', refusal(500, 'backendError'), 'google_unavailable', PATIENCE.limitMs.unavailable],
    ['no network', new TypeError('fetch failed'), 'google_offline', PATIENCE.limitMs.offline],
  ])('ends for %s after a bounded time', async (_name, answer, code, limit) => {
    const { send, clock } = bench([answer]);
    await expect(send()).rejects.toMatchObject({ code });
    expect(clock.slept()).toBeLessThanOrEqual(limit);
    expect(clock.slept()).toBeGreaterThan(limit / 3);
  });

  it('waits as long as Retry-After says', async () => {
    const { send, clock } = bench([refusal(429, 'rateLimitExceeded', { 'retry-after': '300' }), OK]);
    await send();
    expect(clock.slept()).toBeGreaterThanOrEqual(300_000);
    expect(clock.slept()).toBeLessThanOrEqual(301_000);
  });

  it('gives up at once when Retry-After asks for more than we wait', async () => {
    const { send, sent } = bench([refusal(429, 'rateLimitExceeded', { 'retry-after': '7200' })]);
    await expect(send()).rejects.toMatchObject({ code: 'google_rate_limited' });
    expect(sent).toHaveLength(1);
  });

  it('ends at once when cancelled in a pause', async () => {
    const { send } = bench([refusal(429, 'rateLimitExceeded')]);
    const stop = new AbortController();
    const sending = send({}, stop.signal);
    stop.abort(new MusterError('cancelled'));
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a refused access token', () => {
  it('is renewed once', async () => {
    const { send, sent } = bench([refusal(401, 'authError'), OK]);
    expect(await send()).toBe(OK);
    expect(sent).toEqual(['old', 'new']);
  });

  it('refused again means that the sign-in is no longer good', async () => {
    const { send, sent } = bench([refusal(401, 'authError')]);
    await expect(send()).rejects.toMatchObject({ code: 'google_reconnect_needed' });
    expect(sent).toEqual(['old', 'new']);
  });

  it('is still renewed when the token server could not be reached at first', async () => {
    const { send, sent, deps } = bench([refusal(401, 'authError'), OK]);
    let tries = 0;
    deps.tokens.forceRefresh = async () => {
      if (++tries === 1) throw new MusterError('google_offline');
      return 'new';
    };
    expect(await send()).toBe(OK);
    expect(sent).toEqual(['old', 'new']);
  });

  it('credentials refused in words nobody knows are refused credentials', async () => {
    const { send, deps } = bench([OK]);
    deps.tokens.accessToken = async () => {
      throw new MusterError('google_bad_request', { reason: 'invalid_grant: ?' });
    };
    await expect(send()).rejects.toMatchObject({ code: 'google_reconnect_needed' });
  });
});

describe('the gate of a connection', () => {
  it('holds every request back while one was told to wait, and says so', async () => {
    const clock = createManualClock(0);
    const gate = createGate(clock);
    const said: (Waiting | null)[] = [];
    gate.onWaiting((waiting) => said.push(waiting));
    gate.close(5000, 'rate_limited');
    let passed = 0;
    const passing = [1, 2].map(() => gate.pass(undefined).then(() => passed++));
    clock.advance(4999);
    await turn();
    expect(passed).toBe(0);
    clock.advance(1);
    await Promise.all(passing);
    expect(passed).toBe(2);
    expect(said[0]).toEqual({ until: 5000, reason: 'rate_limited' });
    expect(said.at(-1)).toBeNull();
  });

  it('never shortens a pause', () => {
    const gate = createGate(createManualClock(0));
    gate.close(60_000, 'rate_limited');
    gate.close(500, 'unavailable');
    expect(gate.waiting()).toEqual({ until: 60_000, reason: 'rate_limited' });
  });

  it('a pause lasts no longer because the clock was set back by a day', async () => {
    const clock = createManualClock(90_000_000);
    const gate = createGate(clock);
    gate.close(30_000, 'rate_limited');
    clock.advance(-86_400_000);
    let passed = false;
    void gate.pass(undefined).then(() => {
      passed = true;
    });
    for (const ms of [20_000, 9_999]) {
      clock.advance(ms);
      await turn();
      expect(passed).toBe(false);
    }
    clock.advance(1);
    await turn();
    expect(passed).toBe(true);
  });

  it('a long pause is slept in pieces, so that its owner can show that it lives', async () => {
    const clock = createQuickClock();
    const gate = createGate(clock);
    let signs = 0;
    gate.onWaiting(() => signs++);
    gate.close(10 * 60_000, 'rate_limited');
    await gate.pass(undefined);
    expect(signs).toBeGreaterThan(10);
  });
});
