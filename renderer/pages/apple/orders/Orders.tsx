import { SegmentedControl } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { type OrderRow, useOrderRows } from '../../../queries/apple';
import { navigate, useRoute } from '../../../stores/route';
import { Empty } from '../../activity/parts/Empty';
import { showDevice } from '../../activity/parts/Serial';
import { Table } from '../../activity/parts/Table';
import { useWordKit } from '../../activity/words/kit';
import type { AppleOverview } from '../ApplePage';
import { hasCertificate } from '../standing';
import { CancelDialog } from './CancelDialog';
import css from './orders.module.css';
import { useOrderColumns } from './use-order-columns';

const AGES_EVERY_MS = 15_000;
const idOf = ({ uuid }: OrderRow) => uuid;
const copyOf = ({ device }: OrderRow) => device?.serial ?? null;

/** What devices are told: orders under way, or all of them, each with its device and how far it is. */
export function Orders({ overview }: { overview: AppleOverview }) {
  const { t } = useTranslation('apple');
  const open = useRoute((route) => route.params.which !== 'all');
  const rows = useOrderRows({ open });
  const kit = useWordKit(useNow(AGES_EVERY_MS));
  const [cancelling, setCancelling] = useState<OrderRow | null>(null);
  const columns = useOrderColumns(kit, open, setCancelling);
  return (
    <>
      <Bar open={open} overview={overview} />
      <Table
        name={open ? 'apple-orders' : 'apple-all-orders'}
        label={t(open ? 'orders.label' : 'orders.labelAll')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        copyOf={copyOf}
        onOpen={({ deviceId }) => showDevice(deviceId)}
        empty={
          <Empty
            icon={IconListCheck}
            title={t(open ? 'orders.empty.title' : 'orders.emptyAll.title')}
            text={t(open ? 'orders.empty.text' : 'orders.emptyAll.text')}
          />
        }
      />
      {cancelling !== null && <CancelDialog order={cancelling} onClose={() => setCancelling(null)} />}
    </>
  );
}

function Bar({ open, overview: { counts, push } }: { open: boolean; overview: AppleOverview }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const { waiting } = counts;
  return (
    <section className={css.bar} aria-label={t('orders.which')}>
      <SegmentedControl
        aria-label={t('orders.which')}
        value={open ? 'open' : 'all'}
        data={[
          { value: 'open', label: t('orders.open') },
          { value: 'all', label: t('orders.all') },
        ]}
        onChange={(value) =>
          navigate('apple', value === 'all' ? { tab: 'orders', which: 'all' } : { tab: 'orders' }, true)
        }
      />
      {waiting > 0 && !hasCertificate(push) && (
        <span className={css.hint}>
          {t('orders.withoutPush', { count: waiting, n: format.number(waiting) })}
        </span>
      )}
    </section>
  );
}
