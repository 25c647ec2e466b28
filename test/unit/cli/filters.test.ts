import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT, exitCodeOf, exitCodeOfRun } from '../../../electron/cli/exit-codes.ts';
import { columnsFrom, queryFrom } from '../../../electron/cli/filters.ts';
import { MusterError } from '../../../electron/model/errors.ts';

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const units = [{ id: 'u1', parentId: null, name: 'Schools', path: '/Schools', fetchedAt: 0 }];

describe('filters on the command line', () => {
  it('mean what the Devices page means by them', () => {
    const query = queryFrom(
      {
        text: 'spin',
        state: 'active, lost_mode',
        unit: '/schools',
        children: false,
        syncedBefore: '30d',
        neverSynced: true,
        sort: 'lastSyncAt:desc',
      },
      units,
      NOW,
    );
    expect(query).toEqual({
      filter: {
        text: 'spin',
        status: ['active', 'lost_mode'],
        orgUnit: { id: 'u1', withChildren: false },
        lastSync: { from: null, to: NOW - 30 * DAY, never: true },
      },
      sort: { column: 'lastSyncAt', direction: 'descending' },
    });
  });

  it('read exact serials from a file, and an empty file matches nothing', () => {
    const file = join(tmpdir(), `muster-serials-${process.pid}.txt`);
    writeFileSync(file, 'ABC\r\n\n ABC1 \n');
    expect(queryFrom({ serials: file }, [], NOW).filter.serials).toEqual(['ABC', 'ABC1']);
    writeFileSync(file, '\n');
    expect(queryFrom({ serials: file }, [], NOW).filter.serials).toEqual([]);
  });

  it.each([
    [{ unit: '/Nowhere' }, '--unit'],
    [{ sort: 'colour' }, '--sort'],
    [{ sort: 'serial:sideways' }, '--sort'],
    [{ syncedAfter: 'soon' }, '--synced-…'],
    [{ syncedBefore: '30' }, '--synced-…'],
    [{ updatesEndBefore: 'June 1' }, '--updates-end-…'],
  ])('name the option at fault in %j', (options, field) => {
    expect(() => queryFrom(options, units, NOW)).toThrow(
      expect.objectContaining({ code: 'bad_input', details: expect.objectContaining({ field }) }),
    );
  });

  it('name an unknown column', () => {
    expect(columnsFrom('serial,user')).toEqual(['serial', 'user']);
    expect(() => columnsFrom('serial,colour')).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });
});

describe('exit codes', () => {
  it('tell complete, incomplete, attention, offline and cancelled apart', () => {
    expect(exitCodeOfRun({ state: 'complete', reason: null })).toBe(EXIT.complete);
    expect(exitCodeOfRun({ state: 'incomplete', reason: 'list_ended_early' })).toBe(EXIT.incomplete);
    expect(exitCodeOfRun({ state: 'incomplete', reason: 'shrunk' })).toBe(EXIT.needsAttention);
    expect(exitCodeOfRun({ state: 'failed', reason: 'reconnect_needed' })).toBe(EXIT.needsAttention);
    expect(exitCodeOfRun({ state: 'failed', reason: 'offline' })).toBe(EXIT.offline);
    expect(exitCodeOfRun({ state: 'cancelled', reason: null })).toBe(EXIT.cancelled);
    expect(exitCodeOf(new MusterError('bad_input'))).toBe(EXIT.badUsage);
    expect(exitCodeOf(new MusterError('vault_locked'))).toBe(EXIT.needsAttention);
    expect(exitCodeOf(new Error('?'))).toBe(EXIT.failed);
  });
});
