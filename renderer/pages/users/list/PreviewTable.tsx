// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserListRow } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import type { Rows } from '../../../queries/rows';
import type { GridColumn, Widths } from '../../commands/grid/columns';
import { Grid } from '../../commands/grid/Grid';
import { HeadCell } from '../../commands/grid/HeadCell';
import { slotOf, useGrid } from '../../commands/grid/use-grid';
import table from '../../devices/table/table.module.css';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import css from '../users.module.css';
import { changeOf, type ListColumn, listColumns } from './columns';

const rowId = (index: number) => `list-line-${index}`;
const nothing = () => undefined;

interface PreviewTableProps {
  rows: Rows<UserListRow>;
  kind: UserListRow['kind'] | null;
}

/** The lines of a list, each with what it becomes or what is wrong with it. */
export function PreviewTable({ rows, kind }: PreviewTableProps) {
  const { t } = useTranslation('users');
  const model = useGrid(rows.count);
  const [widths, setWidths] = useState<Widths>({});
  const [at, setAt] = useState<number | null>(null);
  const columns = listColumns(kind);
  const current = at !== null && at < rows.count ? at : null;
  const items = model.virtualizer.getVirtualItems();
  const { want } = rows;
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => want(first, last), [want, first, last]);
  const go = (index: number) => {
    setAt(index);
    model.reveal(index);
  };
  return (
    <div className={css.lines}>
      <Grid
        id="list-lines"
        label={t('list.rows')}
        model={model}
        columns={columns}
        widths={widths}
        lead={0}
        busy={rows.busy}
        current={current}
        rowId={rowId}
        header={columns.map((column, place) => (
          <HeadCell
            key={column.key}
            column={column}
            label={t(`list.column.${column.key}`)}
            place={place + 1}
            width={widths[column.key]}
            onResize={(key, width) => setWidths({ ...widths, [key]: width })}
          />
        ))}
        onEnter={() => current === null && rows.count > 0 && go(0)}
        onClick={nothing}
        onKeyDown={(event) =>
          handleGridKey(event, {
            count: rows.count,
            page: model.page(),
            current,
            move: go,
            extendTo: go,
            open: nothing,
            toggle: nothing,
            copy: nothing,
          })
        }
        row={(index, top) => {
          const row = rows.row(index);
          if (row === null) return null;
          return (
            <Line
              key={slotOf(index)}
              row={row}
              index={index}
              top={top}
              current={index === current}
              columns={columns}
            />
          );
        }}
      />
    </div>
  );
}

interface LineProps {
  row: UserListRow;
  index: number;
  top: number;
  current: boolean;
  columns: readonly GridColumn<ListColumn>[];
}

function Line({ row, index, top, current, columns }: LineProps) {
  return (
    <div
      role="row"
      id={rowId(index)}
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
