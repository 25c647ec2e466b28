import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { useSyncProgress } from '../../../queries/google';
import { healthOf } from '../health';
import { AccessTrouble } from './AccessTrouble';
import css from './connected.module.css';
import { HeldRun } from './HeldRun';
import { RunTrouble } from './RunTrouble';

/** What is wrong with the connection, and its next step; nothing while all is well. */
export function HealthLine({ overview, onReconnect }: { overview: GoogleOverview; onReconnect: () => void }) {
  const { t } = useTranslation('google');
  const progress = useSyncProgress();
  const health = progress === null ? healthOf(overview) : null;
  if (health === null) return null;
  return (
    <section className={css.health} aria-label={t('health.label')}>
      <HealthNotice overview={overview} health={health} onReconnect={onReconnect} />
    </section>
  );
}

interface HealthNoticeProps {
  overview: GoogleOverview;
  health: NonNullable<ReturnType<typeof healthOf>>;
  onReconnect: () => void;
}

function HealthNotice({ overview, health, onReconnect }: HealthNoticeProps) {
  switch (health.kind) {
    case 'needs_answer':
      return <HeldRun overview={overview} run={health.run} />;
    case 'incomplete':
    case 'failed':
    case 'cancelled':
      return <RunTrouble kind={health.kind} run={health.run} />;
    default:
      return <AccessTrouble overview={overview} trouble={health} onReconnect={onReconnect} />;
  }
}
