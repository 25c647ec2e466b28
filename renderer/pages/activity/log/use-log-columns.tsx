import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { AuditRow } from '../../../../electron/bridge/domain';
import { CopyButton } from '../../devices/CopyButton';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import { Ago } from '../parts/Ago';
import type { WordKit } from '../words/kit';
import { Deed } from './Deed';
import { detailWords } from './detail';
import css from './log.module.css';
import { failureWords } from './result';

const SHORT = 8;

/** The columns of the console's own log; the row numbered `broken` is marked. */
export function useLogColumns(kit: WordKit, broken: number | null): GridColumn<AuditRow>[] {
  return useMemo(() => [seqColumn(kit, broken), ...whoAndWhen(kit), ...whatAndHow(kit)], [kit, broken]);
}

function seqColumn({ t, format }: WordKit, broken: number | null): GridColumn<AuditRow> {
  return {
    id: 'seq',
    label: t('column.seq'),
    width: 72,
    align: 'end',
    className: table.quiet,
    title: ({ seq }) => (seq === broken ? t('log.brokenRow') : undefined),
    cell: ({ seq }) => (
      <span className={seq === broken ? css.failed : undefined}>
        {seq === broken && (
          <IconAlertTriangle className={css.mark} size={13} stroke={1.8} aria-label={t('log.brokenRow')} />
        )}
        {format.number(seq)}
      </span>
    ),
  };
}

function whoAndWhen(kit: WordKit): GridColumn<AuditRow>[] {
  const { t } = kit;
  const originOf = ({ origin, host }: AuditRow) =>
    `${t(`log.origin.${origin}`, { defaultValue: origin })} · ${host}`;
  return [
    { id: 'when', label: t('column.when'), width: 112, cell: ({ at }) => <Ago at={at} kit={kit} /> },
    {
      id: 'who',
      label: t('column.who'),
      width: 92,
      share: 100,
      title: ({ actor, account }) => (account === null ? actor : `${actor} · ${account}`),
      cell: ({ actor, origin }) => (
        <span className={table.text}>{origin === 'schedule' ? t('log.origin.schedule') : actor}</span>
      ),
    },
    {
      id: 'account',
      label: t('column.account'),
      width: 110,
      share: 140,
      className: table.quiet,
      title: ({ account }) => account ?? undefined,
      cell: ({ account }) => <span className={table.text}>{account}</span>,
    },
    {
      id: 'origin',
      label: t('column.origin'),
      width: 130,
      share: 180,
      className: table.quiet,
      title: originOf,
      cell: (row) => <span className={table.text}>{originOf(row)}</span>,
    },
  ];
}

function whatAndHow(kit: WordKit): GridColumn<AuditRow>[] {
  const { t } = kit;
  return [
    {
      id: 'deed',
      label: t('column.what'),
      width: 150,
      share: 190,
      cell: (row, tabIndex) => <Deed row={row} kit={kit} tabIndex={tabIndex} />,
    },
    {
      id: 'detail',
      label: t('column.detail'),
      width: 180,
      share: 260,
      title: (row) => detailWords(row, kit).join('\n') || undefined,
      cell: (row) => <span className={table.text}>{detailWords(row, kit).join(' · ')}</span>,
    },
    {
      id: 'result',
      label: t('column.result'),
      width: 90,
      share: 170,
      title: ({ result }) => failureWords(result) ?? undefined,
      cell: ({ result }) => {
        const failure = failureWords(result);
        return <span className={failure === null ? css.done : css.failed}>{failure ?? t('log.done')}</span>;
      },
    },
    {
      id: 'hash',
      label: t('column.hash'),
      width: 96,
      className: table.identifier,
      title: ({ hash }) => hash,
      cell: ({ hash }) => (
        <>
          <span className={table.text}>{hash.slice(0, SHORT)}</span>
          <CopyButton text={hash} inTable />
        </>
      ),
    },
  ];
}
