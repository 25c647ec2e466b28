import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import type { Rows } from '../../../queries/rows';
import type { UserQuestion } from '../../../queries/users';
import { Grid } from '../../commands/grid/Grid';
import { slotOf, useGrid } from '../../commands/grid/use-grid';
import { useKeptRow } from '../../commands/grid/use-kept-row';
import { useWanted } from '../../commands/grid/use-wanted';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { useUsersView } from '../state/view';
import type { CellKit } from './cell-text';
import { COLUMNS } from './columns';
import { UserHead } from './UserHead';
import { UserRow, userRowId } from './UserRow';
import { USER_GRID_ID, useUserPicking } from './use-user-picking';

const CHECK_WIDTH = 32;

interface UserTableProps {
  question: UserQuestion;
  rows: Rows<User>;
  now: number;
}

/** Every user, however many: only the rows on screen exist. */
export function UserTable({ question, rows, now }: UserTableProps) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const model = useGrid(rows.count);
  const widths = useUsersView((view) => view.widths);
  const openId = useUsersView((view) => view.openId);
  const kit = useMemo<CellKit>(() => ({ t, format, now }), [t, format, now]);
  const picking = useUserPicking(question, rows, model.reveal);
  const kept = useUsersView((view) => view.current);
  const current = useKeptRow(rows, model, picking.go, {
    current: kept,
    openId,
    keep: (row) => useUsersView.setState({ current: row }),
    setStep: (step) => useUsersView.setState({ step }),
  });
  useWanted(rows, model);
  return (
    <Grid
      id={USER_GRID_ID}
      label={t('table.label')}
      model={model}
      columns={COLUMNS}
      widths={widths}
      lead={CHECK_WIDTH}
      multiple
      busy={rows.busy}
      current={current}
      rowId={userRowId}
      header={<UserHead total={rows.total} onSelectAll={() => void picking.selectAll()} />}
      onEnter={() => current === null && rows.count > 0 && picking.begin(model)}
      onClick={picking.click}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: rows.count,
          page: model.page(),
          current,
          move: picking.go,
          extendTo: (index) => void picking.extendTo(index),
          open: () => current !== null && picking.open(current),
          toggle: () => current !== null && picking.toggle(current),
          copy: () => current !== null && void picking.copy(current),
        })
      }
      row={(index, top) => {
        const user = rows.row(index);
        if (user === null) return null;
        return (
          <UserRow
            key={slotOf(index)}
            user={user}
            index={index}
            top={top}
            current={index === current}
            open={user.id === openId}
            kit={kit}
          />
        );
      }}
    />
  );
}
