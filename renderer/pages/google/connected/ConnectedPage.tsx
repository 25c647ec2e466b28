import { useCallback, useState } from 'react';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { RemoveDialog } from '../remove/RemoveDialog';
import { AccessPanel } from './AccessPanel';
import css from './connected.module.css';
import { HealthLine } from './HealthLine';
import { PageHeader } from './PageHeader';
import { ReconnectDialog } from './ReconnectDialog';
import { RunsPanel } from './RunsPanel';
import { StatStrip } from './StatStrip';

type Dialog = 'reconnect' | 'remove' | null;

/** The Google connection as it stands: its health, its figures, its runs and what it may do. */
export function ConnectedPage({ overview }: { overview: GoogleOverview }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = useCallback(() => setDialog(null), []);
  return (
    <div className={css.page}>
      <PageHeader overview={overview} onDelete={() => setDialog('remove')} />
      <HealthLine overview={overview} onReconnect={() => setDialog('reconnect')} />
      <StatStrip overview={overview} />
      <div className={css.columns}>
        <RunsPanel />
        <AccessPanel overview={overview} />
      </div>
      <ReconnectDialog overview={overview} opened={dialog === 'reconnect'} onClose={close} />
      <RemoveDialog overview={overview} opened={dialog === 'remove'} onClose={close} />
    </div>
  );
}
