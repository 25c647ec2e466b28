import { describe, expect, it } from 'vitest';
import { PAUSE_REASONS, TARGET_REASONS, TARGET_STATES } from '../../../../electron/bridge/domain';
import { adviceOf, canCancel, canRetry } from '../../../../renderer/pages/commands/advice';
import { barParts } from '../../../../renderer/pages/commands/bar-parts';
import { endOf, isTakenBack } from '../../../../renderer/pages/commands/ended';
import { leftOf, longWork } from '../../../../renderer/pages/commands/left';
import { pagesToKeep } from '../../../../renderer/pages/commands/targets/pages';
import { sentOf } from '../../../../renderer/pages/commands/words';
import { AT, sampleCommand } from './samples';

describe('what to do about a target', () => {
  it('never offers to send again what is in doubt, whatever the reason', () => {
    for (const reason of [null, ...TARGET_REASONS]) {
      for (const paused of [null, ...PAUSE_REASONS]) {
        const { steps } = adviceOf({ state: 'unknown', reason }, paused);
        expect(steps).toEqual(['reconcile', 'settle']);
      }
    }
    expect(canRetry({ state: 'unknown' })).toBe(false);
  });

  it('offers another try for what failed or expired alone, and cancelling for what has not gone out alone', () => {
    expect(TARGET_STATES.filter((state) => canRetry({ state }))).toEqual(['failed', 'expired']);
    expect(TARGET_STATES.filter((state) => canCancel({ state }))).toEqual(['held', 'queued']);
    expect(adviceOf({ state: 'failed', reason: 'device_failed' }, null).steps).toEqual(['retry']);
    expect(adviceOf({ state: 'held', reason: null }, null).steps).toEqual(['undo']);
  });

  it('leads to the connection where the account stops the queue', () => {
    expect(adviceOf({ state: 'queued', reason: null }, 'reconnect_needed')).toEqual({
      key: 'barred',
      steps: ['connection', 'cancel'],
    });
    expect(adviceOf({ state: 'queued', reason: null }, 'admin').key).toBe('paused');
  });

  it('does not say that nothing was sent where that is not known', () => {
    expect(adviceOf({ state: 'queued', reason: null }, 'file_restored').key).toBe('restored');
    expect(adviceOf({ state: 'cancelled', reason: 'provider_cancelled' }, null).key).toBe(
      'provider_cancelled',
    );
    expect(adviceOf({ state: 'cancelled', reason: 'by_admin' }, null).key).toBe('cancelled');
  });
});

describe('the time left', () => {
  const pace = { queued: 1100, leftMs: 110_000, waitingUntil: null };
  const long = sampleCommand({ id: 'long', counts: { queued: 1000 } });
  const short = sampleCommand({ id: 'short', counts: { queued: 100 } });

  it('is the whole pace for a command alone', () => {
    expect(leftOf(long, [long], { ...pace, queued: 1000 })).toBe(110_000);
  });

  it('counts only what is sent before its last target when commands take turns', () => {
    expect(leftOf(short, [long, short], pace)).toBe(20_000);
    expect(leftOf(long, [long, short], pace)).toBe(110_000);
  });

  it('is not told while the command stands still or nobody knows', () => {
    const paused = sampleCommand({ paused: 'admin', counts: { queued: 10 } });
    expect(leftOf(paused, [paused], pace)).toBeNull();
    expect(leftOf(long, [long], { ...pace, leftMs: null })).toBeNull();
    expect(leftOf(long, [long], null)).toBeNull();
  });

  it('is in the top bar for long commands and for those that stand still, not for quick ones', () => {
    const quick = sampleCommand({ id: 'quick', counts: { queued: 3 } });
    const stopped = sampleCommand({ id: 'stopped', paused: 'admin', counts: { queued: 3, sent: 1 } });
    const followed = sampleCommand({ id: 'followed', counts: { sent: 5000 } });
    expect(longWork([quick, followed], sentOf)).toBeNull();
    expect(longWork([stopped], sentOf)).toMatchObject({ sent: 1, total: 4, paused: true });
    const both = longWork([long, stopped, quick], sentOf);
    expect(both).toMatchObject({ command: null, total: 1004, paused: false });
  });
});

describe('the end of a command', () => {
  it('is told by its gravest outcome', () => {
    const ended = (counts: Parameters<typeof sampleCommand>[0]) =>
      endOf(sampleCommand({ endedAt: AT, ...counts }));
    expect(ended({ counts: { acknowledged: 9, unknown: 1, failed: 1 } })).toBe('unknown');
    expect(ended({ counts: { acknowledged: 9, expired: 1 } })).toBe('failed');
    expect(ended({ counts: { acknowledged: 9, cancelled: 1 } })).toBe('cancelled');
    expect(ended({ counts: { acknowledged: 9 } })).toBe('done');
  });

  it('tells what a person took back from what could not be sent', () => {
    expect(TARGET_REASONS.filter(isTakenBack)).toEqual(['undone', 'by_admin', 'connection_deleted']);
  });

  it('is not told before it has come', () => {
    expect(endOf(sampleCommand({ counts: { sent: 1, unknown: 1 } }))).toBeNull();
  });
});

it('draws every target of a command once', () => {
  const { counts, total } = sampleCommand({
    counts: { held: 1, queued: 2, sending: 3, sent: 4, not_now: 5, unknown: 6, acknowledged: 7, failed: 8 },
  });
  const drawn = barParts({ ...counts, expired: 9, cancelled: 10 });
  expect(drawn.reduce((sum, { count }) => sum + count, 0)).toBe(total + 19);
  expect(new Set(drawn.map(({ state }) => state)).size).toBe(TARGET_STATES.length);
});

describe('the pages at hand', () => {
  it('are those on screen and their neighbours, inside the list', () => {
    expect(pagesToKeep([], { first: 0, last: 30, count: 10_000 })).toEqual([0, 1]);
    expect(pagesToKeep([], { first: 5_050, last: 5_110, count: 10_000 })).toEqual([49, 50, 51, 52]);
    expect(pagesToKeep([], { first: 9_960, last: 9_999, count: 10_000 })).toEqual([98, 99]);
    expect(pagesToKeep([], { first: 0, last: 0, count: 0 })).toEqual([0]);
  });

  it('stay the same array while nothing else is needed', () => {
    const before = pagesToKeep([], { first: 0, last: 30, count: 500 });
    expect(pagesToKeep(before, { first: 5, last: 35, count: 500 })).toBe(before);
  });
});
