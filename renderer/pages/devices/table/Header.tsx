// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { useTranslation } from 'react-i18next';
import type { DeviceColumn } from '../../../../electron/bridge/domain';
import { clearSelection, useSelection } from '../state/selection';
import { useView } from '../state/view';
import { HeaderCell } from './HeaderCell';
import styles from './table.module.css';
import type { ColumnModel } from './use-columns';

export interface HeaderProps {
  model: ColumnModel;
  total: number | null;
  onSort: (column: DeviceColumn) => void;
  onSelectAll: () => void;
}

/** The fixed head of the table. */
export function Header({ model, total, onSort, onSelectAll }: HeaderProps) {
  const sort = useView((view) => view.sort);
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow}>
        <SelectAll total={total} onSelectAll={onSelectAll} />
        {model.columns.map((column, place) => (
          <HeaderCell
            key={column}
            column={column}
            place={place}
            width={model.widths[column] ?? 0}
            sort={sort}
            onSort={onSort}
            onResizeStart={model.resizeHandler(column)}
            onResize={model.resize}
            onMove={model.move}
          />
        ))}
      </div>
    </div>
  );
}

function SelectAll({ total, onSelectAll }: Pick<HeaderProps, 'total' | 'onSelectAll'>) {
  const { t } = useTranslation('devices');
  const count = useSelection(({ ids, version }) => (version >= 0 ? ids.size : 0));
  const all = count > 0 && count === total;
  return (
    <div role="columnheader" aria-colindex={1} className={styles.check}>
      <input
        type="checkbox"
        aria-label={t('table.selectAll')}
        title={t('table.selectAll')}
        checked={all}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (count > 0 ? clearSelection() : onSelectAll())}
      />
    </div>
  );
}
