import {
  type ActionSpec,
  ANNOTATIONS,
  type Annotation,
  type AnnotationChange,
  type ReviewRow,
} from '../../../../electron/bridge/domain';

/** What a row would be changed to: its own values, else those for all. */
export function changeOfRow(row: ReviewRow, spec: ActionSpec): AnnotationChange | null {
  if (row.change !== null) return row.change;
  return spec.action === 'annotate' ? spec.changes : null;
}

/** The annotations some row would change, in their usual order. */
export function changedFields(rows: readonly ReviewRow[], spec: ActionSpec): Annotation[] {
  const named = new Set<string>();
  for (const row of rows) for (const name of Object.keys(changeOfRow(row, spec) ?? {})) named.add(name);
  return ANNOTATIONS.filter((name) => named.has(name));
}

/** One annotation of a row: how it is and what it becomes; null when it stays as it is. Empty values are null. */
export function beforeAfter(
  row: ReviewRow,
  spec: ActionSpec,
  name: Annotation,
): { before: string | null; after: string | null } | null {
  const after = changeOfRow(row, spec)?.[name];
  if (after === undefined) return null;
  const before = row.facts?.annotations[name] ?? null;
  const present = before === '' ? null : before;
  const next = after === '' ? null : after;
  return present === next ? null : { before: present, after: next };
}
