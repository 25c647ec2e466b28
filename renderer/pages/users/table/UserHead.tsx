// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { useTranslation } from 'react-i18next';
import css from '../../commands/grid/grid.module.css';
import { HeadCell } from '../../commands/grid/HeadCell';
import table from '../../devices/table/table.module.css';
import { clearPicked, usePicked } from '../state/picked';
import { sortBy, useUsersView } from '../state/view';
import { COLUMNS } from './columns';

interface UserHeadProps {
  total: number | null;
  onSelectAll: () => void;
}

/** The head of the users: the box that picks all, and the columns, which sort. */
export function UserHead({ total, onSelectAll }: UserHeadProps) {
  const { t } = useTranslation('users');
  const widths = useUsersView((view) => view.widths);
  const sort = useUsersView((view) => view.sort);
  return (
    <>
      <SelectAll total={total} onSelectAll={onSelectAll} />
      {COLUMNS.map((column, place) => (
        <HeadCell
          key={column.key}
          column={column}
          label={t(`column.${column.key}`)}
          place={place + 2}
          width={widths[column.key]}
          onResize={(key, width) => useUsersView.setState({ widths: { ...widths, [key]: width } })}
          sort={{
            now: sort.column === column.key ? sort.direction : 'none',
            onSort: () => sortBy(column.key),
          }}
          className={column.key === 'displayName' ? `${css.pinned} ${css.next}` : undefined}
        />
      ))}
    </>
  );
}

function SelectAll({ total, onSelectAll }: UserHeadProps) {
  const { t } = useTranslation('users');
  const count = usePicked(({ users, version }) => (version >= 0 ? users.size : 0));
  const all = count > 0 && count === total;
  return (
    <div role="columnheader" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
      <input
        type="checkbox"
        aria-label={t('table.selectAll')}
        title={t('table.selectAll')}
        checked={all}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (count > 0 ? clearPicked() : onSelectAll())}
      />
    </div>
  );
}
