import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PlatformSign } from '../../../components/PlatformSign';
import type { OrderRow } from '../../../queries/apple';
import { useProfiles } from '../../../queries/profiles';
import type { GridColumn } from '../../activity/grid/columns';
import { Ago } from '../../activity/parts/Ago';
import parts from '../../activity/parts/parts.module.css';
import { showDevice } from '../../activity/parts/Serial';
import type { WordKit } from '../../activity/words/kit';
import { StateSign } from '../../commands/StateSign';
import table from '../../devices/table/table.module.css';
import css from './orders.module.css';
import { canCancel, endWords, orderWords } from './words';

/** The columns of the orders; those of ended ones say why. `onCancel` asks before one is taken back. */
export function useOrderColumns(
  kit: WordKit,
  open: boolean,
  onCancel: (order: OrderRow) => void,
): GridColumn<OrderRow>[] {
  const { t } = useTranslation('apple');
  const profiles = useProfiles().data;
  return useMemo(() => {
    const profileName = (id: string) => profiles?.find((profile) => profile.id === id)?.name ?? null;
    const words = { ...kit, t, profileName };
    return [
      deviceColumn(words),
      ...whatColumns(words),
      ...timeColumns(words),
      lastColumn(words, open, onCancel),
    ];
  }, [kit, t, profiles, open, onCancel]);
}

interface Words extends WordKit {
  profileName: (id: string) => string | null;
}

/** What a device is called in a row of an order. */
export function deviceName({ device, deviceId }: Pick<OrderRow, 'device' | 'deviceId'>): string {
  return device?.name ?? device?.serial ?? deviceId;
}

function deviceColumn({ t }: Words): GridColumn<OrderRow> {
  return {
    id: 'device',
    label: t('orders.column.device'),
    width: 170,
    share: 190,
    title: ({ device }) => [device?.serial, device?.model].filter(Boolean).join(' · ') || undefined,
    cell: (row, tabIndex) => (
      <>
        {row.device !== null && (
          <PlatformSign platform={row.device.platform} size={15} className={table.platform} />
        )}
        <button
          type="button"
          className={parts.open}
          tabIndex={tabIndex}
          title={t('orders.openDevice', { name: deviceName(row) })}
          onClick={() => showDevice(row.deviceId)}
        >
          {deviceName(row)}
        </button>
        {row.user !== null && <span className={css.user}>{row.user}</span>}
      </>
    ),
  };
}

function whatColumns(words: Words): GridColumn<OrderRow>[] {
  const { t, profileName } = words;
  return [
    {
      id: 'what',
      label: t('orders.column.what'),
      width: 170,
      share: 240,
      title: (row) => `${orderWords(row, t, profileName)} (${row.requestType})`,
      cell: (row) => <span className={table.text}>{orderWords(row, t, profileName)}</span>,
    },
    {
      id: 'purpose',
      label: t('orders.column.purpose'),
      width: 92,
      className: table.quiet,
      cell: ({ purpose }) => <span className={table.text}>{t(`orders.purpose.${purpose}`)}</span>,
    },
    {
      id: 'state',
      label: t('orders.column.state'),
      width: 148,
      cell: ({ state }) => <StateSign state={state} text={t(`orders.state.${state}`)} />,
    },
  ];
}

function timeColumns(words: Words): GridColumn<OrderRow>[] {
  const { t, format } = words;
  return [
    {
      id: 'since',
      label: t('orders.column.since'),
      width: 112,
      cell: ({ queuedAt }) => <Ago at={queuedAt} kit={words} />,
    },
    {
      id: 'tries',
      label: t('orders.column.tries'),
      width: 64,
      align: 'end',
      cell: ({ tries }) => (tries === 0 ? null : format.number(tries)),
    },
    {
      id: 'notNow',
      label: t('orders.column.notNow'),
      width: 118,
      cell: ({ notNowAt }) => notNowAt !== null && <Ago at={notNowAt} kit={words} />,
    },
  ];
}

function lastColumn(
  { t, profileName }: Words,
  open: boolean,
  onCancel: (order: OrderRow) => void,
): GridColumn<OrderRow> {
  if (!open) {
    return {
      id: 'why',
      label: t('orders.column.why'),
      width: 140,
      share: 300,
      className: table.quiet,
      title: (row) => endWords(row, t) ?? undefined,
      cell: (row) => <span className={table.text}>{endWords(row, t)}</span>,
    };
  }
  return {
    id: 'cancel',
    label: '',
    width: 44,
    cell: (row, tabIndex) =>
      canCancel(row) && (
        <ActionIcon
          size={22}
          tabIndex={tabIndex}
          aria-label={t('orders.cancelOf', { what: orderWords(row, t, profileName), name: deviceName(row) })}
          title={t('orders.cancel')}
          onClick={() => onCancel(row)}
        >
          <IconX size={14} />
        </ActionIcon>
      ),
  };
}
