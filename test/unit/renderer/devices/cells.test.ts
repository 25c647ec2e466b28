import { describe, expect, it } from 'vitest';
import { cellText, osName, statusTone } from '../../../../renderer/pages/devices/table/cell-text';
import { pieces, wordsOf } from '../../../../renderer/pages/devices/table/highlight';
import { device } from './samples';
import { speaking } from './texts';

const DAY = 86_400_000;
const NOW = new Date(2026, 10, 20, 15).getTime();

describe('what a cell says', () => {
  it('nothing where there is no value', async () => {
    const kit = { ...(await speaking('en')), now: NOW };
    const bare = device(1, { model: null, osVersion: null });
    for (const column of ['model', 'user', 'osVersion', 'lastSyncAt', 'autoUpdateUntil', 'notes'] as const) {
      expect(cellText(bare, column, kit).text).toBe('');
    }
  });

  it('an age, with the exact moment beside it, late after thirty days', async () => {
    const kit = { ...(await speaking('en')), now: NOW };
    const fresh = cellText(device(1, { lastSyncAt: NOW - 2 * 60_000 }), 'lastSyncAt', kit);
    expect(fresh).toMatchObject({ text: expect.stringMatching(/^2\smin$/), late: false });
    expect(fresh.title).toContain('20 Nov 2026');
    expect(cellText(device(1, { lastSyncAt: NOW - 38 * DAY }), 'lastSyncAt', kit)).toMatchObject({
      late: true,
    });
    expect(cellText(device(1, { fetchedAt: NOW - 38 * DAY }), 'fetchedAt', kit).late).toBe(false);
  });

  it('the major version in words, the whole one in the tooltip', () => {
    expect(osName({ platform: 'chromeos', osVersion: '142.0.7444.91' })).toEqual({
      text: 'ChromeOS 142',
      title: '142.0.7444.91',
    });
    expect(osName({ platform: 'chromeos', osVersion: 'R142-beta' })).toEqual({
      text: 'R142-beta',
      title: 'R142-beta',
    });
    expect(osName({ platform: 'ios', osVersion: '27.0.1' })).toEqual({ text: 'iOS 27.0.1', title: '27.0.1' });
  });

  it('a state in words of the language, a provider’s own as it wrote it', async () => {
    const french = { ...(await speaking('fr')), now: NOW };
    expect(cellText(device(1, { status: 'lost_mode' }), 'status', french).text).toBe('Mode perdu');
    expect(cellText(device(1, { status: 'provider:DELINQUENT' }), 'status', french).text).toBe('DELINQUENT');
    expect(statusTone('provider:DELINQUENT')).toBe('off');
  });
});

describe('searched words in cells', () => {
  const marked = (text: string, search: string) =>
    pieces(text, wordsOf(search))
      .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
      .join('');

  it('are marked wherever they stand, whatever the case and accents', () => {
    expect(marked('Élodie Marchand', 'elo MARCH')).toBe('[Élo]die [March]and');
    expect(marked('5CD2306310', '31 10')).toBe('5CD2306[310]');
    expect(marked('Straße', 'strasse')).toBe('Straße');
  });

  it('are not marked when there is no search', () => {
    expect(marked('Acer', '  ')).toBe('Acer');
  });
});
