import { describe, expect, it } from 'vitest';
import type { DeviceFilter, OrgUnit } from '../../../../electron/bridge/domain';
import { dayOf, dayText, endOfDay } from '../../../../renderer/pages/devices/filters/days';
import {
  facetOptions,
  optionsFound,
  versionOptions,
} from '../../../../renderer/pages/devices/filters/facet-options';
import { rangeOf, withFreshPresets } from '../../../../renderer/pages/devices/filters/presets';
import { type ChipFilter, chipWords } from '../../../../renderer/pages/devices/filters/sentence';
import { ancestorsOf, unitCounts, unitLines } from '../../../../renderer/pages/devices/filters/unit-tree';
import { speaking } from './texts';

const DAY = 86_400_000;
const NOW = new Date(2026, 10, 20, 15, 30).getTime();
const unit = (id: string, parentId: string | null, path: string): OrgUnit => ({
  id,
  parentId,
  path,
  name: path.split('/').at(-1) || 'Riverside',
  fetchedAt: 0,
});
const UNITS = [
  unit('root', null, '/'),
  unit('schools', 'root', '/Schools'),
  unit('north', 'schools', '/Schools/North'),
  unit('staff', 'root', '/Staff'),
];

async function chip(language: 'en' | 'fr', filter: DeviceFilter, name: ChipFilter): Promise<string | null> {
  const words = chipWords(filter, name, { ...(await speaking(language)), language, units: UNITS });
  return words === null ? null : `${words.subject} ${words.object}`;
}

describe('filters read as a sentence', () => {
  it.each<[ChipFilter, DeviceFilter, string, string]>([
    [
      'orgUnit',
      { orgUnit: { id: 'north', withChildren: true } },
      'Unit is /Schools/North and below',
      'Unité\u00a0: /Schools/North et au-dessous',
    ],
    [
      'status',
      { status: ['active', 'lost_mode'] },
      'State is active or lost mode',
      'État\u00a0: actif ou mode perdu',
    ],
    ['status', { status: ['provider:DELINQUENT'] }, 'State is DELINQUENT', 'État\u00a0: DELINQUENT'],
    [
      'lastSync',
      { lastSync: rangeOf('over30', NOW) },
      'Last check-in over 30 days ago',
      'Dernier contact\u00a0: il y a plus de 30\u00a0jours',
    ],
    [
      'osVersion',
      { osVersion: ['142', '143'] },
      'OS version is 142 or 143',
      'Version du système\u00a0: 142 ou 143',
    ],
    [
      'model',
      { model: ['A', 'B', 'C', 'D'] },
      'Model is A, B, or 2 others',
      'Modèle\u00a0: A, B ou 2 autres',
    ],
    [
      'autoUpdateUntil',
      { autoUpdateUntil: rangeOf('ended', NOW) },
      'Auto-update ends before today',
      'Fin des mises à jour automatiques\u00a0: avant aujourd’hui',
    ],
  ])('%s', async (name, filter, english, french) => {
    expect(await chip('en', filter, name)).toBe(english);
    expect(await chip('fr', filter, name)).toBe(french);
  });

  it('names dates the admin typed, and “or never”', async () => {
    const range = { from: dayOf('2026-11-03'), to: endOfDay(dayOf('2026-11-05')), never: true };
    expect(await chip('en', { lastSync: range }, 'lastSync')).toBe(
      'Last check-in between 3 Nov 2026 and 5 Nov 2026 or never',
    );
  });

  it('says nothing for a filter that is not set', async () => {
    expect(await chip('en', { status: [] }, 'status')).toBeNull();
    expect(await chip('en', {}, 'orgUnit')).toBeNull();
  });
});

describe('times chosen by their words', () => {
  it('are counted from the day they are used, not from the day they were chosen', () => {
    const chosen = { lastSync: { ...rangeOf('over30', NOW), never: true } };
    const later = withFreshPresets(chosen, NOW + 3 * DAY);
    expect(later.lastSync).toEqual({ from: null, to: NOW - 27 * DAY, never: true, preset: 'over30' });
  });

  it('leave dates the admin typed alone', () => {
    const typed = { lastSync: { from: 5, to: null, never: false } };
    expect(withFreshPresets(typed, NOW)).toEqual(typed);
  });

  it('“never” asks for the devices without the value alone', () => {
    expect(rangeOf('never', NOW)).toMatchObject({ from: null, to: null, never: true });
  });

  it('years are those of the local calendar, whole', () => {
    expect(rangeOf('nextYear', NOW)).toMatchObject({
      from: new Date(2027, 0, 1).getTime(),
      to: new Date(2028, 0, 1).getTime() - 1,
    });
  });

  it('days survive the date field', () => {
    expect(dayText(dayOf('2026-03-29'))).toBe('2026-03-29');
    expect(dayOf('')).toBeNull();
    expect(dayText(null)).toBe('');
  });
});

describe('values to tick', () => {
  it('keeps a chosen value that no device has any more', () => {
    expect(facetOptions([{ value: 'A', count: 3 }], ['Gone']).map(({ value }) => value)).toEqual([
      'Gone',
      'A',
    ]);
  });

  it('puts full versions below their major one, newest first', () => {
    const facets = [
      { value: '99.0.1', count: 1 },
      { value: '142.0.7', count: 2 },
      { value: '142.0.30', count: 3 },
      { value: null, count: 9 },
    ];
    expect(versionOptions(facets, []).map(({ value, count }) => `${value}:${count}`)).toEqual([
      '142:5',
      '142.0.30:3',
      '142.0.7:2',
      '99:1',
      '99.0.1:1',
    ]);
  });

  it('are found by every word, whatever the case and accents', () => {
    const options = facetOptions(
      [
        { value: 'Élite Spin 511', count: 1 },
        { value: 'Spin 713', count: 1 },
      ],
      [],
    );
    expect(optionsFound(options, 'spin elite').map(({ value }) => value)).toEqual(['Élite Spin 511']);
  });
});

describe('the tree of units', () => {
  it('shows the opened branches only', () => {
    const lines = unitLines(UNITS, new Set(['root']), '');
    expect(lines.map(({ unit: { id }, depth, hasChildren }) => `${depth} ${id} ${hasChildren}`)).toEqual([
      '0 root true',
      '1 schools true',
      '1 staff false',
    ]);
  });

  it('finds units by their path, wherever they are', () => {
    expect(unitLines(UNITS, new Set(), 'north').map(({ unit: { id } }) => id)).toEqual(['north']);
  });

  it('shows units whose parent is unknown, and ends in a circle of parents', () => {
    expect(unitLines([unit('orphan', 'gone', '/Orphan')], new Set(), '').length).toBe(1);
    expect(ancestorsOf([unit('a', 'b', '/a'), unit('b', 'a', '/b')], 'a')).toEqual(['b', 'a']);
  });

  it('counts what choosing a unit would show', () => {
    const facets = [
      { value: 'north', count: 5 },
      { value: '/Staff', count: 2 },
    ];
    expect(Object.fromEntries(unitCounts(UNITS, facets, true))).toEqual({
      north: 5,
      schools: 5,
      root: 7,
      staff: 2,
    });
    expect(Object.fromEntries(unitCounts(UNITS, facets, false))).toEqual({ north: 5, staff: 2 });
  });
});
