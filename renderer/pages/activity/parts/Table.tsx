import type { ReactNode } from 'react';
import { toMusterError } from '../../../../electron/bridge/domain';
import type { Rows } from '../../../queries/rows';
import { ReadFailed } from '../../devices/DataBanner';
import styles from '../../devices/devices.module.css';
import { Grid, type GridProps } from '../grid/Grid';

interface TableProps<Row> extends GridProps<Row> {
  rows: Rows<Row>;
  /** What stands there once it is known that there are no rows. */
  empty: ReactNode;
}

/** A table with what went wrong above it, and what to do in the place of rows when there are none. */
export function Table<Row>({ empty, ...grid }: TableProps<Row>) {
  const { rows } = grid;
  return (
    <>
      {rows.error !== null && <ReadFailed error={toMusterError(rows.error)} onRetry={rows.retry} />}
      <div className={styles.list}>
        <Grid {...grid} />
        {rows.ready && !rows.busy && rows.count === 0 && empty}
      </div>
    </>
  );
}
