import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserListRow } from '../../../../electron/bridge/domain';
import type { Rows } from '../../../queries/rows';
import type { Widths } from '../../commands/grid/columns';
import { Grid } from '../../commands/grid/Grid';
import { HeadCell } from '../../commands/grid/HeadCell';
import { slotOf, useGrid } from '../../commands/grid/use-grid';
import { useWanted } from '../../commands/grid/use-wanted';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import css from '../users.module.css';
import { listColumns } from './columns';
import { Line, lineId } from './Line';

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
  useWanted(rows, model);
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
        rowId={lineId}
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
