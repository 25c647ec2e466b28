import { useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toMusterError } from '../../../electron/bridge/domain';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useInvitationCounts, useInvitations } from '../../queries/invitations';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useShowPageCount } from '../../stores/page-count';
import { ReadFailed } from '../devices/DataBanner';
import styles from '../devices/devices.module.css';
import { Bar } from './Bar';
import { sumOf } from './counts';
import { NoInvitations, NothingFound } from './Empty';
import { MailLine } from './MailLine';
import { InvitationPane } from './pane/InvitationPane';
import { SelectionBar } from './SelectionBar';
import { enterInvitations, questionOf, useInvitationsView } from './state/view';
import { InvitationTable } from './table/InvitationTable';

const AGES_EVERY_MS = 30_000;

/** Who was invited and how far each has come: looked through, sent again, shown at the desk, printed and cancelled. */
export function InvitationsPage() {
  const workspaceId = useCurrentWorkspace()?.id ?? null;
  const entered = useInvitationsView((view) => view.workspaceId === workspaceId);
  useLayoutEffect(() => {
    if (workspaceId !== null) enterInvitations(workspaceId);
  }, [workspaceId]);
  return workspaceId === null || !entered ? null : <Invitations />;
}

function Invitations() {
  const text = useInvitationsView((view) => view.text);
  const states = useInvitationsView((view) => view.states);
  const mail = useInvitationsView((view) => view.mail);
  const sort = useInvitationsView((view) => view.sort);
  const openId = useInvitationsView((view) => view.openId);
  const question = useMemo(() => questionOf({ text, states, mail, sort }), [text, states, mail, sort]);
  const rows = useInvitations(question);
  const now = useNow(AGES_EVERY_MS);
  const filtered = Object.keys(question.filter).length > 0;
  useCountInTopBar(rows.total, filtered);
  const empty = rows.ready && !rows.busy && rows.count === 0;
  return (
    <div className={styles.page}>
      <Bar question={question} />
      <MailLine />
      {rows.error !== null && <ReadFailed error={toMusterError(rows.error)} onRetry={rows.retry} />}
      <div className={styles.split}>
        <div className={styles.list}>
          {empty && !filtered ? (
            <NoInvitations />
          ) : (
            <InvitationTable question={question} rows={rows} now={now} />
          )}
          {empty && filtered && <NothingFound />}
          <SelectionBar />
        </div>
        {openId !== null && <InvitationPane id={openId} now={now} />}
      </div>
    </div>
  );
}

function useCountInTopBar(total: number | null, filtered: boolean): void {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const counts = useInvitationCounts();
  const all = counts === null ? null : sumOf(counts.states);
  const isEmpty = total === 0 && !filtered;
  const shown = total === null || isEmpty ? null : format.number(total);
  const isPart = filtered && all !== null && total !== null && total <= all;
  useShowPageCount(isPart && shown !== null ? t('count.of', { shown, all: format.number(all) }) : shown);
}
