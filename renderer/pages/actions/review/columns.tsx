// biome-ignore-all lint/a11y/useSemanticElements: a virtual table cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the table itself is what scrolls
import type { TFunction } from 'i18next';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionSpec, Annotation, ReviewRow } from '../../../../electron/bridge/domain';
import { beforeAfter } from './changes';
import css from './targets.module.css';

type Fixed = 'serial' | 'model' | 'user' | 'unit' | 'why' | 'providerId';
/** A fixed column, or an annotation as it is and as it becomes. */
export type Column = Fixed | { change: Annotation };

const TRACKS: Record<Fixed, string> = {
  serial: '128px',
  model: 'minmax(130px, 1fr)',
  user: 'minmax(130px, 1fr)',
  unit: 'minmax(130px, 1fr)',
  why: 'minmax(240px, 1.6fr)',
  providerId: '274px',
};

/** The columns of a list: what tells the device, then what would change or why it is refused. */
export function columnsOf(which: 'ready' | 'refused', fields: readonly Annotation[]): Column[] {
  if (which === 'refused') return ['serial', 'model', 'user', 'unit', 'why'];
  if (fields.length === 0) return ['serial', 'model', 'user', 'unit', 'providerId'];
  return ['serial', 'model', ...fields.map((change) => ({ change })), 'unit', 'providerId'];
}

/** The widths of the columns, for the grid. */
export function tracksOf(columns: readonly Column[]): string {
  return columns
    .map((column) => (typeof column === 'string' ? TRACKS[column] : 'minmax(180px, 1.5fr)'))
    .join(' ');
}

/** What tells a column from the others. */
export function keyOf(column: Column): string {
  return typeof column === 'string' ? column : `change.${column.change}`;
}

/** The heading of a column. */
export function columnTitle(column: Column, t: TFunction<'actions'>): string {
  return typeof column === 'string' ? t(`review.column.${column}`) : t(`annotation.${column.change}`);
}

interface TargetRowProps {
  index: number;
  top: number;
  row: ReviewRow | undefined;
  columns: readonly Column[];
  spec: ActionSpec;
}

/** One line of a review; empty until it has come. */
export const TargetRow = memo(function TargetRow({ index, top, row, columns, spec }: TargetRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={css.row} style={{ top }}>
      {columns.map((column) => (
        <span key={keyOf(column)} role="cell" data-column={keyOf(column)} className={css.cell}>
          {row !== undefined && <Value row={row} column={column} spec={spec} />}
        </span>
      ))}
    </div>
  );
});

function Value({ row, column, spec }: { row: ReviewRow; column: Column; spec: ActionSpec }): ReactNode {
  const { t } = useTranslation('actions');
  const { facts } = row;
  if (typeof column !== 'string') return <Change row={row} name={column.change} spec={spec} />;
  switch (column) {
    case 'serial':
      return <Text mono text={facts?.serial ?? row.given} />;
    case 'model':
      return <Text text={facts?.model ?? null} />;
    case 'user':
      return <Text text={facts?.user ?? null} />;
    case 'unit':
      return <Text text={facts?.orgUnitPath ?? null} />;
    case 'providerId':
      return <Text mono text={facts?.providerId ?? null} />;
    case 'why':
      return <Text text={row.refusal === null ? null : t(`refusal.${row.refusal}`)} />;
  }
}

function Text({ text, mono = false }: { text: string | null; mono?: boolean }) {
  if (text === null) return null;
  return (
    <span className={mono ? 'mono' : undefined} title={text}>
      {text}
    </span>
  );
}

/** “before → after”; nothing where the value stays. */
function Change({ row, name, spec }: { row: ReviewRow; name: Annotation; spec: ActionSpec }) {
  const { t } = useTranslation('actions');
  const change = beforeAfter(row, spec, name);
  if (change === null) return null;
  const before = change.before ?? t('review.clearedValue');
  const after = change.after ?? t('review.clearedValue');
  return (
    <span title={t('review.becomes', { before, after })}>
      <s data-none={change.before === null || undefined}>{before}</s>
      <span aria-hidden> → </span>
      <b data-none={change.after === null || undefined}>{after}</b>
    </span>
  );
}
