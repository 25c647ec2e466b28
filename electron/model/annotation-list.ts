import { ANNOTATION_LIMITS, ANNOTATIONS, type Annotation, type AnnotationChange } from './action.ts';
import { type CsvRecord, csvRecords, delimiterOf, unreadable, withoutGuard } from './csv-text.ts';
import { columnOf, type ListColumn } from './list-headings.ts';
import type { Named } from './serial-list.ts';

/** A cell with nothing but this clears the value; an empty cell leaves it as it is. `'-` writes a hyphen. */
export const CLEAR_MARK = '-';

/** One device of a list with its new values. */
export interface AnnotatedDevice {
  named: Named;
  /** Its serial, where the list names it by its id and has the serial beside it; must be the device's. */
  serial: string | null;
  change: AnnotationChange;
  tooLong: boolean;
}

/**
 * Reads a CSV of annotations: a heading, then a device a line. Columns that are neither a device nor an annotation
 * are left alone. Throws `list_unreadable` with the line and what is wrong with it.
 */
export function* annotatedDevices(text: string): Generator<AnnotatedDevice> {
  let columns: readonly (ListColumn | null)[] | null = null;
  for (const record of csvRecords(text, delimiterOf(text))) {
    if (columns === null) columns = headingOf(record);
    else yield deviceOf(record, columns);
  }
  if (columns === null) throw unreadable(1, 'empty');
}

function headingOf({ line, cells }: CsvRecord): readonly (ListColumn | null)[] {
  const columns = cells.map(columnOf);
  const twice = columns.findIndex((column, place) => column !== null && columns.indexOf(column) !== place);
  if (twice !== -1) throw unreadable(line, 'heading_twice', cells[twice]);
  if (!columns.includes('serial') && !columns.includes('providerId'))
    throw unreadable(line, 'no_device_heading', cells.join(' | '));
  if (!ANNOTATIONS.some((field) => columns.includes(field)))
    throw unreadable(line, 'no_value_heading', cells.join(' | '));
  return columns;
}

function deviceOf({ line, cells }: CsvRecord, columns: readonly (ListColumn | null)[]): AnnotatedDevice {
  // A cell too many or too few means that a delimiter stands in a value without quotes: nothing after it can be trusted.
  const extra = cells.slice(columns.length).some((cell) => cell !== '');
  if (extra || cells.length < columns.length) throw unreadable(line, 'cell_count', cells.join(' | '));
  const cell = (column: ListColumn): string => withoutGuard(cells[columns.indexOf(column)] ?? '').trim();
  const [id, serial] = [cell('providerId'), cell('serial')];
  if (id === '' && serial === '') throw unreadable(line, 'no_device', cells.join(' | '));
  const change: AnnotationChange = {};
  let tooLong = false;
  for (const field of ANNOTATIONS) {
    const value = newValue(cells[columns.indexOf(field)] ?? '');
    if (value === null) continue;
    if (value.length > ANNOTATION_LIMITS[field]) tooLong = true;
    else change[field] = value;
  }
  const named: Named = id === '' ? { by: 'serial', value: serial } : { by: 'providerId', value: id };
  return { named, serial: id !== '' && serial !== '' ? serial : null, change, tooLong };
}

/** What a cell asks for; null leaves the value as it is. */
function newValue(cell: string): string | null {
  const written = cell.trim();
  if (written === '') return null;
  return written === CLEAR_MARK ? '' : withoutGuard(written);
}

/** True when a change has nothing in it. */
export function isEmptyChange(change: AnnotationChange): boolean {
  const fields: readonly Annotation[] = ANNOTATIONS;
  return fields.every((field) => change[field] === undefined);
}
