import { useTranslation } from 'react-i18next';
import type { ActionFamily } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../grid/columns';
import css from '../grid/grid.module.css';
import { HeadCell } from '../grid/HeadCell';
import { SelectAll } from '../grid/SelectAll';
import { clearPicked, useTargetPlace, useWidths } from '../state';
import type { TargetColumn } from './columns';

interface TargetHeadProps {
  columns: readonly GridColumn<TargetColumn>[];
  family: ActionFamily;
  total: number | null;
  onSelectAll: () => void;
}

/** The head of the targets: the box that picks all, and the columns. */
export function TargetHead({ columns, family, total, onSelectAll }: TargetHeadProps) {
  const { t } = useTranslation('commands');
  const widths = useWidths((state) => state.targets);
  const count = useTargetPlace(({ picked, version }) => (version >= 0 ? picked.size : 0));
  const resize = (key: string, width: number) => useWidths.setState({ targets: { ...widths, [key]: width } });
  return (
    <>
      <SelectAll
        label={t('targets.selectAll')}
        count={count}
        total={total}
        onAll={onSelectAll}
        onNone={clearPicked}
      />
      {columns.map((column, place) => (
        <HeadCell
          key={column.key}
          column={column}
          label={t(
            family === 'apple'
              ? [`targets.column.${column.key}Here`, `targets.column.${column.key}`]
              : `targets.column.${column.key}`,
          )}
          place={place + 2}
          width={widths[column.key]}
          onResize={resize}
          className={column.key === 'serial' ? `${css.pinned} ${css.next}` : undefined}
        />
      ))}
    </>
  );
}
