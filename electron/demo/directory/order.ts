import type { Answer, Ask } from '../answer.ts';
import type { Demo } from '../demo.ts';
import type { DeviceFacts } from '../fleet/facts.ts';
import { invalidInput } from './errors.ts';
import type { Selection } from './selection.ts';

type Key = (facts: DeviceFacts, demo: Demo) => string | number;

/** Google's `orderBy` values in the discovery document's spelling, and what each sorts by. */
const KEYS: Readonly<Record<string, Key>> = {
  annotatedLocation: ({ annotations }) => annotations.location ?? '',
  annotatedUser: ({ annotations }) => annotations.user ?? '',
  lastSync: ({ lastSync }) => lastSync ?? 0,
  notes: ({ annotations }) => annotations.notes ?? '',
  serialNumber: ({ index }, { organisation }) => organisation.identities.serial(index),
  status: ({ status }) => status,
};

/**
 * The selected devices sorted as the request wants, or undefined when it does not want any order. The order
 * is that of the listing's beginning, kept for the latest sorted listing only.
 */
export function orderOf(
  demo: Demo,
  ask: Ask,
  selection: Selection,
  request: string,
  begun: number,
): Uint32Array | Answer | undefined {
  const orderBy = ask.query.get('orderBy');
  if (orderBy === null || orderBy === '') return undefined;
  const key = KEYS[orderBy];
  if (key === undefined) return invalidInput('orderBy');
  const name = `${begun} ${demo.organisation.changes.revision} ${request}`;
  if (demo.sorted?.name === name) return demo.sorted.order;
  const order = sort(demo, selection, key, ask.query.get('sortOrder') === 'DESCENDING');
  demo.sorted = { name, order };
  return order;
}

function sort(demo: Demo, selection: Selection, key: Key, descending: boolean): Uint32Array {
  const { organisation } = demo;
  const time = organisation.time();
  const rows: { index: number; key: string | number }[] = [];
  for (let index = 0; index < organisation.size; index++) {
    if (selection(index, time)) rows.push({ index, key: key(organisation.facts(index, time), demo) });
  }
  const direction = descending ? -1 : 1;
  rows.sort((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : a.index - b.index));
  return Uint32Array.from(rows, (row) => row.index);
}
