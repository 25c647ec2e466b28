import { useTranslation } from 'react-i18next';
import css from '../../commands/grid/grid.module.css';
import { HeadCell } from '../../commands/grid/HeadCell';
import { SelectAll } from '../../commands/grid/SelectAll';
import { clearPicked, usePickedCount } from '../state/picked';
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
  const count = usePickedCount();
  return (
    <>
      <SelectAll
        label={t('table.selectAll')}
        count={count}
        total={total}
        onAll={onSelectAll}
        onNone={() => clearPicked()}
      />
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
