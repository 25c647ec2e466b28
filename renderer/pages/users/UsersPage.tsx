import { useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toMusterError } from '../../../electron/bridge/domain';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useUserCount, useUsers } from '../../queries/users';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useShowPageCount } from '../../stores/page-count';
import { ReadFailed } from '../devices/DataBanner';
import styles from '../devices/devices.module.css';
import { Bar } from './Bar';
import { NobodyFound, NoUsers } from './Empty';
import { ImportBanners } from './imports/ImportBanner';
import { ListDialog } from './list/ListDialog';
import { UserPane } from './pane/UserPane';
import { AddDialog } from './person/AddDialog';
import { SelectionBar } from './SelectionBar';
import { useUsersDialog } from './state/open';
import { enterUsers, questionOf, useUsersView } from './state/view';
import { UserTable } from './table/UserTable';

const AGES_EVERY_MS = 30_000;

/** The people who own devices: looked through, added, imported, changed, removed and exported. */
export function UsersPage() {
  const workspaceId = useCurrentWorkspace()?.id ?? null;
  const entered = useUsersView((view) => view.workspaceId === workspaceId);
  useLayoutEffect(() => {
    if (workspaceId !== null) enterUsers(workspaceId);
  }, [workspaceId]);
  if (workspaceId === null || !entered) return null;
  return (
    <>
      <People />
      <Dialog />
    </>
  );
}

function People() {
  const text = useUsersView((view) => view.text);
  const sources = useUsersView((view) => view.sources);
  const states = useUsersView((view) => view.states);
  const sort = useUsersView((view) => view.sort);
  const openId = useUsersView((view) => view.openId);
  const question = useMemo(() => questionOf({ text, sources, states, sort }), [text, sources, states, sort]);
  const rows = useUsers(question);
  const now = useNow(AGES_EVERY_MS);
  const filtered = Object.keys(question.filter).length > 0;
  useCountInTopBar(rows.total, filtered);
  const empty = rows.ready && !rows.busy && rows.count === 0;
  return (
    <div className={styles.page}>
      <Bar question={question} count={rows.count} />
      <ImportBanners />
      {rows.error !== null && <ReadFailed error={toMusterError(rows.error)} onRetry={rows.retry} />}
      <div className={styles.split}>
        <div className={styles.list}>
          {empty && !filtered ? <NoUsers /> : <UserTable question={question} rows={rows} now={now} />}
          {empty && filtered && <NobodyFound />}
          <SelectionBar />
        </div>
        {openId !== null && <UserPane id={openId} now={now} />}
      </div>
    </div>
  );
}

function Dialog() {
  const open = useUsersDialog((state) => state.open);
  if (open === null) return null;
  return open === 'add' ? <AddDialog /> : <ListDialog />;
}

function useCountInTopBar(total: number | null, filtered: boolean): void {
  const { t } = useTranslation('users');
  const format = useFormat();
  const all = useUserCount();
  const isEmpty = total === 0 && !filtered;
  const shown = total === null || isEmpty ? null : format.number(total);
  const isPart = filtered && all !== null && total !== null && total <= all;
  useShowPageCount(isPart && shown !== null ? t('count.of', { shown, all: format.number(all) }) : shown);
}
