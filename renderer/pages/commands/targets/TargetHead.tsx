// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { useTranslation } from 'react-i18next';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import css from '../grid/grid.module.css';
import { HeadCell } from '../grid/HeadCell';
import { clearPicked, useTargetPlace, useWidths } from '../state';
import type { TargetColumn } from './columns';

interface TargetHeadProps {
  columns: readonly GridColumn<TargetColumn>[];
  total: number | null;
  onSelectAll: () => void;
}

/** The head of the targets: the box that picks all, and the columns. */
export function TargetHead({ columns, total, onSelectAll }: TargetHeadProps) {
  const { t } = useTranslation('commands');
  const widths = useWidths((state) => state.targets);
  const resize = (key: string, width: number) => useWidths.setState({ targets: { ...widths, [key]: width } });
  return (
    <>
      <SelectAll total={total} onSelectAll={onSelectAll} />
      {columns.map((column, place) => (
        <HeadCell
          key={column.key}
          column={column}
          label={t(`targets.column.${column.key}`)}
          place={place + 2}
          width={widths[column.key]}
          onResize={resize}
          className={column.key === 'serial' ? `${css.pinned} ${css.next}` : undefined}
        />
      ))}
    </>
  );
}

function SelectAll({ total, onSelectAll }: Pick<TargetHeadProps, 'total' | 'onSelectAll'>) {
  const { t } = useTranslation('commands');
  const count = useTargetPlace(({ picked, version }) => (version >= 0 ? picked.size : 0));
  const all = count > 0 && count === total;
  return (
    <div role="columnheader" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
      <input
        type="checkbox"
        aria-label={t('targets.selectAll')}
        title={t('targets.selectAll')}
        checked={all}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (count > 0 ? clearPicked() : onSelectAll())}
      />
    </div>
  );
}
