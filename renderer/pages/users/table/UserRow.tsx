// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import css from '../../commands/grid/grid.module.css';
import { CopyButton } from '../../devices/CopyButton';
import table from '../../devices/table/table.module.css';
import { StateSign } from '../StateSign';
import { useIsPicked } from '../state/picked';
import { type CellKit, nameOf, userCell } from './cell-text';
import { COLUMNS, type UserColumn } from './columns';

/** The element id by which the grid names its current row. */
export const userRowId = (index: number) => `user-row-${index}`;

const QUIET: ReadonlySet<UserColumn> = new Set(['email', 'source', 'orgUnitPath', 'changedAt']);

interface UserRowProps {
  user: User;
  index: number;
  top: number;
  current: boolean;
  open: boolean;
  kit: CellKit;
}

/** One user; clicks are heard by the grid. */
export const UserRow = memo(function UserRow({ user, index, top, current, open, kit }: UserRowProps) {
  const { t } = useTranslation('users');
  const picked = useIsPicked(user.id);
  return (
    <div
      role="row"
      id={userRowId(index)}
      className={`${table.row} ${css.row}`}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-row-index={index}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={picked}
          readOnly
          aria-label={t('table.select', { name: nameOf(user) })}
        />
      </div>
      {COLUMNS.map(({ key, end }, place) => (
        <UserCell key={key} user={user} column={key} end={end === true} place={place + 2} kit={kit} />
      ))}
    </div>
  );
});

interface UserCellProps {
  user: User;
  column: UserColumn;
  end: boolean;
  place: number;
  kit: CellKit;
}

function UserCell({ user, column, end, place, kit }: UserCellProps) {
  const names = [table.cell];
  if (column === 'displayName') names.push(css.pinned, css.next);
  if (QUIET.has(column)) names.push(table.quiet);
  if (end) names.push(table.end);
  if (column === 'state') {
    return (
      <div role="gridcell" aria-colindex={place} className={names.join(' ')}>
        <StateSign user={user} />
      </div>
    );
  }
  const { text, title } = userCell(user, column, kit);
  const isCopied = column === 'email' && text !== '';
  return (
    <div
      role="gridcell"
      aria-colindex={place}
      className={`${names.join(' ')} ${isCopied ? css.copied : ''}`}
      title={title}
    >
      <span className={table.text}>{text}</span>
      {isCopied && <CopyButton text={text} inTable />}
    </div>
  );
}
