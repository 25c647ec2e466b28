import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleDetail } from '../../../../../electron/bridge/domain';
import { report } from '../../../../components/report';
import { useFormat } from '../../../../format';
import { useCancelOrders } from '../../../../queries/apple';
import { useDeviceOrders } from '../../../../queries/device-orders';
import { canCancel } from '../../../apple/orders/words';
import { ToolButton } from '../../ToolButton';
import styles from '../pane.module.css';
import css from './apple.module.css';
import { OrderEntry } from './OrderEntry';
import { bundlesOf, isOpen } from './orders';
import { WakeButton } from './StandingNotes';

const ORDERS_AT_FIRST = 100;
const ORDERS_AT_MOST = 500;

/** What the device was told, what waits for it, and what became of it in its own words. */
export function OrdersTab({ apple, now }: { apple: AppleDetail; now: number }) {
  const { t } = useTranslation('devices');
  const [limit, setLimit] = useState(ORDERS_AT_FIRST);
  const { data } = useDeviceOrders(apple.deviceId, limit);
  const orders = data?.rows ?? apple.orders;
  const open = orders.filter(isOpen);
  const ended = orders.filter((order) => !isOpen(order));
  const hasOlder = limit < ORDERS_AT_MOST && (data?.total ?? 0) > orders.length;
  return (
    <>
      <div className={css.bar}>
        {apple.state === 'active' && <WakeButton deviceId={apple.deviceId} />}
        <CancelWaiting uuids={orders.filter(canCancel).map(({ uuid }) => uuid)} />
      </div>
      {orders.length === 0 && <p className={css.none}>{t('apple.orders.none')}</p>}
      {[
        { name: 'open', list: open },
        { name: 'ended', list: ended },
      ].map(({ name, list }) =>
        list.length === 0 ? null : (
          <section key={name}>
            <h3 className={styles.group}>{t(`apple.orders.${name}`)}</h3>
            <ul className={css.entries}>
              {bundlesOf(list).map((bundle) => (
                <OrderEntry key={bundle.id} bundle={bundle} installs={apple.installs} now={now} />
              ))}
            </ul>
          </section>
        ),
      )}
      {hasOlder && (
        <ToolButton className={css.tool} onClick={() => setLimit(ORDERS_AT_MOST)}>
          {t('apple.orders.older')}
        </ToolButton>
      )}
    </>
  );
}

/** Takes back what the device has not got; asked twice, as it cannot be put back. */
function CancelWaiting({ uuids }: { uuids: string[] }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [sure, setSure] = useState(false);
  const cancel = useCancelOrders();
  const count = { count: uuids.length, n: format.number(uuids.length) };
  if (uuids.length === 0) return null;
  if (!sure) return <Button onClick={() => setSure(true)}>{t('apple.orders.cancel', count)}</Button>;
  const yes = () =>
    cancel.mutate(uuids, {
      onSuccess: (done) =>
        notifications.show({
          message: t('apple.orders.cancelled', { count: done, n: format.number(done) }),
          autoClose: 4000,
        }),
      onError: report,
      onSettled: () => setSure(false),
    });
  return (
    <div className={css.ask}>
      <p>{t('apple.orders.sure', count)}</p>
      <Button variant="filled" color="red" loading={cancel.isPending} onClick={yes} autoFocus>
        {t('apple.orders.yes')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('apple.orders.no')}</Button>
    </div>
  );
}
