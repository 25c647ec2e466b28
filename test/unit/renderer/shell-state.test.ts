import { describe, expect, it } from 'vitest';
import { matches } from '../../../renderer/app/palette/entries';
import { dataTone, needsAttention } from '../../../renderer/app/rail/data-age';
import { stepStates } from '../../../renderer/pages/start/steps';
import { formatRoute, parseRoute } from '../../../renderer/stores/route';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

describe('an address', () => {
  it('survives being written and read', () => {
    const route = { page: 'devices', params: { id: 'a b&c' } } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('that names nothing we know leads to the start page', () => {
    expect(parseRoute('#/nowhere?x=1').page).toBe('start');
    expect(parseRoute('').page).toBe('start');
  });
});

describe('the foot of the rail', () => {
  it('turns amber once the data is older than the hourly run explains', () => {
    const tone = (minutes: number) =>
      dataTone({ online: true, completeAt: NOW - minutes * MINUTE, now: NOW });
    expect(tone(4)).toBe('good');
    expect(tone(62)).toBe('good');
    expect(tone(66)).toBe('warn');
  });

  it('is grey without a network while the data is still fresh, amber when it is not', () => {
    expect(dataTone({ online: false, completeAt: NOW - MINUTE, now: NOW })).toBe('off');
    expect(dataTone({ online: false, completeAt: NOW - 120 * MINUTE, now: NOW })).toBe('warn');
    expect(dataTone({ online: true, completeAt: null, now: NOW })).toBe('good');
  });

  it('calls for a person only where a person can do something', () => {
    expect(needsAttention('needs_answer')).toBe(true);
    expect(needsAttention('reconnect_needed')).toBe(true);
    expect(needsAttention('offline')).toBe(false);
    expect(needsAttention('syncing')).toBe(false);
  });
});

describe('the steps of getting started', () => {
  it('offer one step at a time', () => {
    expect(stepStates({ connected: false, synced: false })).toEqual({
      connect: 'now',
      sync: 'ahead',
      look: 'ahead',
    });
    expect(stepStates({ connected: true, synced: false }).sync).toBe('now');
    expect(stepStates({ connected: true, synced: true }).look).toBe('now');
  });
});

describe('the palette', () => {
  it('finds by every word, whatever the case and the accents', () => {
    const entry = { label: 'Réglages', hint: 'Page' };
    expect(matches(entry, 'regl')).toBe(true);
    expect(matches(entry, 'PAGE rég')).toBe(true);
    expect(matches(entry, 'regl appareils')).toBe(false);
    expect(matches(entry, '')).toBe(true);
  });
});
