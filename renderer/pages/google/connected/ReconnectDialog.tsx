import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { useConnect } from '../../../queries/google-connect';
import { ConnectProgress } from '../connect/ConnectProgress';
import css from './connected.module.css';
import { ReconnectForm } from './ReconnectForm';

interface ReconnectDialogProps {
  overview: GoogleOverview;
  opened: boolean;
  onClose: () => void;
}

/** Signs in again for the connection there is; the cache stays, another organisation is refused. */
export function ReconnectDialog({ overview, opened, onClose }: ReconnectDialogProps) {
  const { t } = useTranslation('google');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('reconnect.title')}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('reconnect.close') }}
    >
      <Reconnect overview={overview} onDone={onClose} />
    </Modal>
  );
}

function Reconnect({ overview, onDone }: { overview: GoogleOverview; onDone: () => void }) {
  const { t } = useTranslation('google');
  const connect = useConnect();
  const connected = connect.state.kind === 'connected';
  useEffect(() => {
    if (!connected) return;
    notifications.show({ color: 'teal', message: t('reconnect.done') });
    onDone();
  }, [connected, onDone, t]);
  const { domain, customerId, method } = overview.connection;
  return (
    <div className={css.dialog}>
      <p>
        {t(method === 'sign_in' ? 'reconnect.text' : 'reconnect.textKey', { domain, customer: customerId })}
      </p>
      <ReconnectForm
        connection={overview.connection}
        hidden={connect.state.kind !== 'idle'}
        onConnect={connect.start}
      />
      <ConnectProgress connect={connect} onChange={connect.cancel} />
    </div>
  );
}
