import { describe, expect, it } from 'vitest';
import { DEVICE_COLUMNS } from '../../../../electron/bridge/domain';
import {
  type ColumnChoice,
  choicesOf,
  layoutWidths,
  menuOrder,
  moved,
  toggled,
} from '../../../../renderer/pages/devices/table/columns';

const names = (choices: readonly ColumnChoice[]) => choices.map(({ column }) => column).join(' ');
const three: ColumnChoice[] = [
  { column: 'serial', width: null },
  { column: 'model', width: null },
  { column: 'user', width: 200 },
];

describe('the columns of the table', () => {
  it('begin with the usual ones', () => {
    expect(names(choicesOf(null))).toBe('serial model user orgUnitPath osVersion status lastSyncAt');
  });

  it('fill the width: those nobody set share what the others leave', () => {
    const [serial, model, user] = layoutWidths(three, 800);
    expect(user).toBe(200);
    expect((serial ?? 0) + (model ?? 0) + 200).toBe(800);
  });

  it.each([746, 823, 1136, 1501])('stay within %i px as long as all can be read', (available) => {
    const widths = layoutWidths(choicesOf(null), available);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(available);
  });

  it('never shrink beyond reading', () => {
    for (const width of layoutWidths(choicesOf(null), 100)) expect(width).toBeGreaterThanOrEqual(84);
  });

  it('move by name and stay within the ends', () => {
    expect(names(moved(three, 'user', 0))).toBe('user serial model');
    expect(names(moved(three, 'serial', 99))).toBe('model user serial');
    expect(names(moved(three, 'notes', 0))).toBe('serial model user');
  });

  it('come and go, but the last one stays', () => {
    expect(names(toggled(three, 'model'))).toBe('serial user');
    expect(names(toggled(three, 'notes'))).toBe('serial model user notes');
    expect(names(toggled([{ column: 'serial', width: null }], 'serial'))).toBe('serial');
  });

  it('are all in the menu, the shown ones first', () => {
    const menu = menuOrder(three);
    expect(menu.slice(0, 4).map(({ shown }) => shown)).toEqual([true, true, true, false]);
    expect(new Set(menu.map(({ column }) => column)).size).toBe(DEVICE_COLUMNS.length);
  });
});
