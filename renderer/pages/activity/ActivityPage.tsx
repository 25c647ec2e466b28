import { useTranslation } from 'react-i18next';
import { useCurrentWorkspace } from '../../queries/workspaces';
import type { RouteParams } from '../../stores/route';
import { Tabs } from '../devices/pane/Tabs';
import css from './activity.module.css';
import { ComparePanel } from './compare/ComparePanel';
import { DatePanel } from './date/DatePanel';
import { HistoryPanel } from './history/HistoryPanel';
import { LogPanel } from './log/LogPanel';
import { ACTIVITY_TABS, type ActivityTab, openTab, rememberFor, useActivityPlace } from './state/place';

const PANELS: Record<ActivityTab, (props: { params: RouteParams }) => React.ReactNode> = {
  history: HistoryPanel,
  compare: ComparePanel,
  date: DatePanel,
  log: LogPanel,
};

/** What happened: to the fleet, between two syncs, up to a date, and at this console. */
export function ActivityPage() {
  const workspace = useCurrentWorkspace();
  if (workspace === null) return null;
  rememberFor(workspace.id);
  return <Activity key={workspace.id} />;
}

function Activity() {
  const { t } = useTranslation('activity');
  const { tab, params } = useActivityPlace();
  const Panel = PANELS[tab];
  return (
    <div className={css.page}>
      <Tabs
        label={t('tab.label')}
        tabs={ACTIVITY_TABS.map((name) => ({ name, label: t(`tab.${name}`) }))}
        chosen={tab}
        onChoose={(name) => openTab(name)}
        panelClass={css.panel}
      >
        <Panel key={tab} params={params} />
      </Tabs>
    </div>
  );
}
