import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { measure, nextRun } from '../health';
import { Ago } from '../parts/Ago';
import css from './connected.module.css';

/** The four figures of the connection. */
export function StatStrip({ overview }: { overview: GoogleOverview }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const { devices, lastCheckInAt, connection } = overview;
  const expected = measure(overview);
  return (
    <dl className={css.stats} aria-label={t('page.stats')}>
      <Stat label={t('stat.lastCheckIn')}>
        {lastCheckInAt === null ? t('stat.never') : <Ago at={lastCheckInAt} />}
      </Stat>
      <Stat label={t('stat.devices')}>
        {expected === null
          ? format.number(devices)
          : t('stat.of', { devices: format.number(devices), expected: format.number(expected) })}
      </Stat>
      <Stat label={t('stat.account')}>
        <span title={connection.account}>{connection.account}</span>
      </Stat>
      <Stat label={t('stat.next')}>
        <NextRun overview={overview} />
      </Stat>
    </dl>
  );
}

function Stat({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function NextRun({ overview }: { overview: GoogleOverview }) {
  const { t } = useTranslation('google');
  const now = useNow(15_000);
  const next = nextRun(overview, now);
  return 'at' in next ? <Ago at={next.at} /> : t(next.key);
}
