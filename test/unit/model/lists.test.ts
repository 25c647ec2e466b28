import { describe, expect, it } from 'vitest';
import { annotatedDevices } from '../../../electron/model/annotation-list.ts';
import { csvRecords, delimiterOf } from '../../../electron/model/csv-text.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import { namedDevices } from '../../../electron/model/serial-list.ts';

const records = (text: string) => [...csvRecords(text, delimiterOf(text))];
const cells = (text: string) => records(text).map((record) => record.cells);
const serials = (text: string) => [...namedDevices(text)].map(({ value }) => value);
const changes = (text: string) =>
  [...annotatedDevices(text)].map(({ named, change }) => [named.value, change]);

function problemOf(read: () => unknown): unknown {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    return { code: error.code, ...error.details };
  }
}

describe('a CSV text', () => {
  it.each([
    ['a,b\r\nc,d\r\n', ','],
    ['a;b\nc;d', ';'],
    ['a\tb\rc\td\r', '\t'],
    ['\uFEFF"a,x;y";b\nc;d', ';'],
  ])('%j is parted by %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
    expect(cells(text)).toHaveLength(2);
    expect(cells(text)[1]).toEqual(['c', 'd']);
  });

  it('keeps quoted delimiters, quotes and line breaks, and counts lines through them', () => {
    const text = 'a,b\n"x, ""y""\nz" , 15" screen\n\n , \nlast,one';
    expect(records(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"\nz', '15" screen'] },
      { line: 6, cells: ['last', 'one'] },
    ]);
  });

  it('keeps empty cells at the end of a line', () => {
    expect(cells('a,b,c\n1,,\n')).toEqual([
      ['a', 'b', 'c'],
      ['1', '', ''],
    ]);
  });

  it('says where a quotation mark is wrong', () => {
    expect(problemOf(() => cells('a,b\n1,2\n3,"four\n5,6'))).toMatchObject({
      line: 3,
      problem: 'quote_open',
    });
    expect(problemOf(() => cells('a,b\n1,"two" three'))).toEqual({
      code: 'list_unreadable',
      line: 2,
      problem: 'quote_inside',
      text: '"two" three',
    });
  });
});

describe('a list of serials', () => {
  it.each([
    ['one a line', 'ABC\nABC1\r\nabc', ['ABC', 'ABC1', 'abc']],
    ['parted by signs', 'A1, A2;A3\tA4', ['A1', 'A2', 'A3', 'A4']],
    ['with space, quotes and a byte order mark', '\uFEFF  "A1" \n\u00A0A2\u00A0\n\n"A3"', ['A1', 'A2', 'A3']],
    ['under an English heading', 'Serial Number\nA1\nA2', ['A1', 'A2']],
    ['under a French heading', 'N° de série\nA1', ['A1']],
    ['under Google’s heading', 'serialNumber\nA1', ['A1']],
    ['with one twice', 'A1\nA1', ['A1', 'A1']],
    ['that a spreadsheet guarded', "'-A1", ['-A1']],
    ['of nothing', ' \n\n', []],
  ])('%s', (_, text, wanted) => {
    expect(serials(text)).toEqual(wanted);
  });

  it('takes one column of a table', () => {
    const table = 'model;Serial;user\nHP 11;A1;anna@x\nAcer;A2;\n';
    expect([...namedDevices(table)]).toEqual([
      { by: 'serial', value: 'A1' },
      { by: 'serial', value: 'A2' },
    ]);
    expect([...namedDevices('deviceId,serialNumber\nid-1,A1')]).toEqual([
      { by: 'providerId', value: 'id-1' },
    ]);
  });
});

describe('a CSV of annotations', () => {
  it.each([
    ['English', 'Serial,Asset id,User,Location,Notes'],
    ['French', 'N° de série,N° d’inventaire,Utilisateur,Emplacement,Notes'],
    ['Google’s names', 'serialNumber,annotatedAssetId,annotatedUser,annotatedLocation,notes'],
  ])('reads headings in %s', (_, heading) => {
    expect(changes(`${heading}\nA1,17,anna@x.org,"Room 2, left",new`)).toEqual([
      ['A1', { assetId: '17', user: 'anna@x.org', location: 'Room 2, left', notes: 'new' }],
    ]);
  });

  it('leaves alone what is empty or has no column, and clears what is marked', () => {
    expect(changes("serial;assetId;notes\nA1;;-\nA2;'-;\nA3;;\n")).toEqual([
      ['A1', { notes: '' }],
      ['A2', { assetId: '-' }],
      ['A3', {}],
    ]);
  });

  it('reads its own guarded cells back as they were', () => {
    expect(changes("serial,notes\nA1,'=1+1\nA2,it's")).toEqual([
      ['A1', { notes: '=1+1' }],
      ['A2', { notes: "it's" }],
    ]);
  });

  it('goes by the device id where both are there, and keeps the serial to compare', () => {
    expect([...annotatedDevices('deviceId,serial,notes\nid-1,A1,x\n,A2,y')]).toMatchObject([
      { named: { by: 'providerId', value: 'id-1' }, serial: 'A1' },
      { named: { by: 'serial', value: 'A2' }, serial: null },
    ]);
  });

  it('marks a value that is too long for Google, and does not carry it', () => {
    const [line] = annotatedDevices(`serial,assetId,notes\nA1,${'x'.repeat(101)},fine`);
    expect(line).toMatchObject({ tooLong: true, change: { notes: 'fine' } });
  });

  it.each([
    ['nothing at all', '\n\n', { line: 1, problem: 'empty' }],
    ['no device', 'user,notes\na,b', { line: 1, problem: 'no_device_heading' }],
    ['no value', 'serial,model\nA1,HP', { line: 1, problem: 'no_value_heading' }],
    ['a heading twice', '\nserial,notes,Note\nA1,a,b', { line: 2, problem: 'heading_twice', text: 'Note' }],
    ['a cell too many', 'serial,notes\nA1,a,b', { line: 2, problem: 'cell_count', text: 'A1 | a | b' }],
    ['a cell too few', 'serial,user,notes\nA1,a', { line: 2, problem: 'cell_count' }],
    ['a line without a device', 'serial,notes\nA1,a\n,b', { line: 3, problem: 'no_device' }],
  ])('says what is wrong with %s', (_, text, problem) => {
    expect(problemOf(() => changes(text))).toMatchObject({ code: 'list_unreadable', ...problem });
  });
});
