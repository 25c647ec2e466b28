import { useMemo } from 'react';
import type { DiffRow } from '../../../../electron/bridge/domain';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import { Serial } from '../parts/Serial';
import { Change } from '../words/Change';
import type { WordKit } from '../words/kit';
import { changeLine } from '../words/value';
import css from './compare.module.css';

/** The columns of a difference: one row a device. */
export function useDiffColumns(kit: WordKit): GridColumn<DiffRow>[] {
  return useMemo(() => {
    const { t } = kit;
    const plain = (id: 'model' | 'user', width: number, share: number): GridColumn<DiffRow> => ({
      id,
      label: t(`column.${id}`),
      width,
      share,
      className: table.quiet,
      title: ({ device }) => device[id] ?? undefined,
      cell: ({ device }) => <span className={table.text}>{device[id]}</span>,
    });
    return [
      {
        id: 'serial',
        label: t('column.serial'),
        width: 132,
        share: 90,
        cell: ({ device }, tabIndex) => (
          <Serial deviceId={device.id} serial={device.serial} tabIndex={tabIndex} />
        ),
      },
      plain('model', 120, 150),
      plain('user', 110, 140),
      {
        id: 'kind',
        label: t('column.kind'),
        width: 112,
        cell: ({ kind }) => (
          <span className={css.kind} data-kind={kind}>
            {t(`diffKind.${kind}`)}
          </span>
        ),
      },
      {
        id: 'changes',
        label: t('column.change'),
        width: 320,
        share: 480,
        title: ({ changes }) => changes.map((change) => changeLine(change, kit)).join('\n') || undefined,
        cell: ({ changes }) => (
          <span className={table.text}>
            {changes.map((change, place) => (
              <span key={change.field}>
                {place > 0 && <span className={css.between}> · </span>}
                <span className={css.field}>{t(`actions:field.${change.field}`)}</span>{' '}
                <Change {...change} kit={kit} />
              </span>
            ))}
          </span>
        ),
      },
    ];
  }, [kit]);
}
