import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '../../../electron/bridge/contract';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useAppleOverview } from '../../queries/apple';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate, useRoute } from '../../stores/route';
import { Tabs } from '../devices/pane/Tabs';
import google from '../google/google.module.css';
import { Notice } from '../google/parts/Notice';
import css from './apple.module.css';
import { Enrollment } from './enrollment/Enrollment';
import { Figures } from './Figures';
import { Header } from './Header';
import { Orders } from './orders/Orders';
import { Push } from './push/Push';

export type AppleOverview = MethodOutput<'apple.overview'>;

const TABS = ['setUp', 'orders'] as const;

/** Apple: whether its devices can register and be woken, the push certificate, and what devices are told. */
export function ApplePage() {
  const workspace = useCurrentWorkspace();
  return workspace === null ? null : <Content key={workspace.id} />;
}

function Content() {
  const { t } = useTranslation('apple');
  const { data, error, refetch } = useAppleOverview();
  if (data !== undefined) return <Loaded overview={data} />;
  if (error === null) return null;
  return (
    <div className={google.failed}>
      <Notice
        tone="bad"
        title={t('loadFailed')}
        live
        actions={<Button onClick={() => void refetch()}>{t('tryAgain')}</Button>}
      >
        {errorText(error)}
      </Notice>
    </div>
  );
}

function Loaded({ overview }: { overview: AppleOverview }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const tab = useRoute((route) => (route.params.tab === 'orders' ? 'orders' : 'setUp'));
  const { waiting } = overview.counts;
  const labelOf = (name: (typeof TABS)[number]) =>
    name === 'orders' && waiting > 0 ? `${t(`tab.${name}`)} ${format.number(waiting)}` : t(`tab.${name}`);
  return (
    <div className={css.page}>
      <Tabs
        label={t('tab.label')}
        tabs={TABS.map((name) => ({ name, label: labelOf(name) }))}
        chosen={tab}
        onChoose={(name) => navigate('apple', name === 'orders' ? { tab: name } : {}, true)}
        panelClass={tab === 'orders' ? css.table : css.scroll}
      >
        {tab === 'orders' ? <Orders overview={overview} /> : <SetUp overview={overview} />}
      </Tabs>
    </div>
  );
}

function SetUp({ overview }: { overview: AppleOverview }) {
  return (
    <div className={css.content}>
      <Header overview={overview} />
      <Figures overview={overview} />
      <div className={css.columns}>
        <Push counts={overview.counts} />
        <Enrollment listening={overview.listening} />
      </div>
    </div>
  );
}
