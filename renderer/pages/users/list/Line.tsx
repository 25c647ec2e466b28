// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { useTranslation } from 'react-i18next';
import type { UserListRow } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import type { GridColumn } from '../../commands/grid/columns';
import table from '../../devices/table/table.module.css';
import css from '../users.module.css';
import { changeOf, type ListColumn } from './columns';

/** The element id by which the table names its current line. */
export const lineId = (index: number) => `list-line-${index}`;

interface LineProps {
  row: UserListRow;
  index: number;
  top: number;
  current: boolean;
  columns: readonly GridColumn<ListColumn>[];
}

/** One line of a list: what it becomes, or what is wrong with it. */
export function Line({ row, index, top, current, columns }: LineProps) {
  return (
    <div
      role="row"
      id={lineId(index)}
      className={table.row}
      style={{ top }}
      aria-rowindex={index + 2}
      data-row-index={index}
      data-current={current || undefined}
    >
      {columns.map(({ key, end }, place) => (
        <div
          key={key}
          role="gridcell"
          aria-colindex={place + 1}
          className={`${table.cell} ${end === true ? table.end : ''}`}
        >
          <Value row={row} column={key} />
        </div>
      ))}
    </div>
  );
}

function Value({ row, column }: { row: UserListRow; column: ListColumn }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  switch (column) {
    case 'line':
      return <span className={css.lineNumber}>{format.number(row.line)}</span>;
    case 'kind':
      return (
        <span className={css.kind} data-kind={row.kind}>
          {t(`list.kind.${row.kind}`)}
        </span>
      );
    case 'fault':
      return <Text text={row.fault === null ? null : t(`list.fault.${row.fault}`)} grave />;
    case 'userName':
      return <Text text={row.user.userName} />;
    case 'displayName':
    case 'email':
    case 'notes':
      return <Becoming row={row} column={column} />;
  }
}

/** “before → after” where a line changes a value. */
function Becoming({ row, column }: { row: UserListRow; column: 'displayName' | 'email' | 'notes' }) {
  const { t } = useTranslation('users');
  const change = changeOf(row, column);
  if (change === null) return <Text text={row.user[column]} quiet={row.kind === 'changed'} />;
  const before = change.before ?? t('list.none');
  const after = change.after ?? t('list.none');
  return (
    <span className={css.becoming} title={t('list.becomes', { before, after })}>
      <s data-none={change.before === null || undefined}>{before}</s>
      <span aria-hidden="true">→</span>
      <b data-none={change.after === null || undefined}>{after}</b>
    </span>
  );
}

function Text({
  text,
  grave = false,
  quiet = false,
}: {
  text: string | null;
  grave?: boolean;
  quiet?: boolean;
}) {
  if (text === null || text === '') return null;
  return (
    <span className={table.text} data-grave={grave || undefined} data-quiet={quiet || undefined} title={text}>
      {text}
    </span>
  );
}
