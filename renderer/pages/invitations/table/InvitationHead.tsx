import { useTranslation } from 'react-i18next';
import css from '../../commands/grid/grid.module.css';
import { HeadCell } from '../../commands/grid/HeadCell';
import { SelectAll } from '../../commands/grid/SelectAll';
import { clearPicked, usePickedCount } from '../state/picked';
import { sortBy, useInvitationsView } from '../state/view';
import { COLUMNS, sortColumn } from './columns';

interface InvitationHeadProps {
  total: number | null;
  onSelectAll: () => void;
}

/** The head of the invitations: the box that picks all, and the columns, most of which sort. */
export function InvitationHead({ total, onSelectAll }: InvitationHeadProps) {
  const { t } = useTranslation('invitations');
  const widths = useInvitationsView((view) => view.widths);
  const sort = useInvitationsView((view) => view.sort);
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
      {COLUMNS.map((column, place) => {
        const by = sortColumn(column.key);
        return (
          <HeadCell
            key={column.key}
            column={column}
            label={t(`column.${column.key}`)}
            place={place + 2}
            width={widths[column.key]}
            onResize={(key, width) => useInvitationsView.setState({ widths: { ...widths, [key]: width } })}
            {...(by !== null && {
              sort: { now: sort.column === by ? sort.direction : 'none', onSort: () => sortBy(by) },
            })}
            className={column.key === 'displayName' ? `${css.pinned} ${css.next}` : undefined}
          />
        );
      })}
    </>
  );
}
