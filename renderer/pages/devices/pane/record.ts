import { KNOWN_FIELDS, type RecordTabName } from './fields';
import { GOOGLE_BOOK } from './google-book';
import { type Line, linesOf } from './lines';
import type { WriteKit } from './write';

export interface Section {
  group: string;
  lines: Line[];
}

export type RecordTabs = Partial<Record<RecordTabName, Section[]>>;

/** The whole document, grouped for reading; fields we do not know stand under “Other” with their own name. */
export function readRecord(document: Readonly<Record<string, unknown>>, kit: WriteKit): RecordTabs {
  const tabs: RecordTabs = {};
  const add = (tab: RecordTabName, group: string, lines: Line[]) => {
    if (lines.length === 0) return;
    tabs[tab] ??= [];
    const sections = tabs[tab];
    const section = sections.find((other) => other.group === group);
    if (section === undefined) sections.push({ group, lines });
    else section.lines.push(...lines);
  };
  for (const { name, tab, group, kind } of KNOWN_FIELDS) {
    const value = document[name];
    if (value !== undefined && value !== '') add(tab, group, linesOf(GOOGLE_BOOK, name, kind, value, kit));
  }
  const known = new Set(KNOWN_FIELDS.map(({ name }) => name));
  for (const [name, value] of Object.entries(document)) {
    if (!known.has(name)) add('overview', 'other', linesOf(GOOGLE_BOOK, name, 'text', value, kit));
  }
  return tabs;
}
