import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import { type OrderRow, useCancelOrders } from '../../../queries/apple';
import { useProfiles } from '../../../queries/profiles';
import google from '../../google/connected/connected.module.css';
import { DangerButton } from '../../google/parts/DangerButton';
import { Notice } from '../../google/parts/Notice';
import { deviceName } from './use-order-columns';
import { orderWords } from './words';

/** Asks before an order is taken back. */
export function CancelDialog({ order, onClose }: { order: OrderRow; onClose: () => void }) {
  const { t } = useTranslation('apple');
  const cancel = useCancelOrders();
  const profiles = useProfiles().data;
  const what = orderWords(order, t, (id) => profiles?.find((profile) => profile.id === id)?.name ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.mutate([order.uuid], {
      onSuccess: (cancelled) => {
        onClose();
        notifications.show({
          message: t(cancelled === 0 ? 'orders.cancelling.late' : 'orders.cancelling.done'),
          autoClose: 5000,
        });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('orders.cancelling.title')}
      size={460}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} onSubmit={submit}>
        <p>{t('orders.cancelling.text', { what, name: deviceName(order) })}</p>
        {order.purpose === 'profile' && <p>{t('orders.cancelling.profile')}</p>}
        {cancel.error !== null && (
          <Notice tone="bad" live>
            {errorText(cancel.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={onClose} data-autofocus>
            {t('keep')}
          </Button>
          <DangerButton disabled={false} loading={cancel.isPending}>
            {t('orders.cancelling.submit')}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
