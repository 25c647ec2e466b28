import { describe, expect, it } from 'vitest';
import { changeOf, draftOf } from '../../../../renderer/pages/actions/parameters/annotation-draft';
import { beforeAfter, changedFields } from '../../../../renderer/pages/actions/review/changes';
import { rowOf } from './samples';

const PRESENT = { assetId: 'A-1', user: null, location: 'Library', notes: null };
const writing = (changes: Record<string, string> | null) => ({ action: 'annotate' as const, changes });

describe('the form', () => {
  it('changes nothing until a field is ticked, though it shows what is there', () => {
    const draft = draftOf(null, PRESENT);
    expect(draft.location).toEqual({ change: false, value: 'Library' });
    expect(changeOf(draft)).toBeNull();
  });

  it('writes only what is ticked; empty clears', () => {
    const draft = draftOf(null, PRESENT);
    const ticked = {
      ...draft,
      location: { change: true, value: '  ' },
      notes: { change: true, value: ' new ' },
    };
    expect(changeOf(ticked)).toEqual({ location: '', notes: 'new' });
  });

  it('takes as many characters as Google does, and not one more', () => {
    const with100 = { ...draftOf(null, null), assetId: { change: true, value: 'x'.repeat(100) } };
    expect(changeOf(with100)).toEqual({ assetId: 'x'.repeat(100) });
    expect(changeOf({ ...with100, assetId: { change: true, value: 'x'.repeat(101) } })).toBeNull();
  });

  it('comes back as it was left', () => {
    const draft = draftOf({ location: '' }, PRESENT);
    expect(draft.location).toEqual({ change: true, value: '' });
    expect(draft.assetId).toEqual({ change: false, value: 'A-1' });
  });
});

describe('before and after', () => {
  it('is told of each field that is changed, and of no other', () => {
    const row = rowOf({ assetId: 'A-1', location: 'Library' });
    const spec = writing({ assetId: 'A-2', location: '' });
    expect(beforeAfter(row, spec, 'assetId')).toEqual({ before: 'A-1', after: 'A-2' });
    expect(beforeAfter(row, spec, 'location')).toEqual({ before: 'Library', after: null });
    expect(beforeAfter(row, spec, 'notes')).toBeNull();
    expect(beforeAfter(rowOf({ assetId: 'A-2' }), spec, 'assetId')).toBeNull();
  });

  it('takes each row’s own values from a CSV', () => {
    const rows = [rowOf({}, { change: { notes: 'n' } }), rowOf({}, { change: { assetId: 'A-3' } })];
    expect(changedFields(rows, writing(null))).toEqual(['assetId', 'notes']);
    expect(rows.map((row) => beforeAfter(row, writing(null), 'notes'))).toEqual([
      { before: null, after: 'n' },
      null,
    ]);
  });
});
