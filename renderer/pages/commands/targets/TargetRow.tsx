// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { familyOf, type Target } from '../../../../electron/bridge/domain';
import { CopyButton } from '../../devices/CopyButton';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import css from '../grid/grid.module.css';
import { StateSign } from '../StateSign';
import { useIsPicked } from '../state';
import { targetName, targetStateText } from '../words';
import { type CellKit, targetCell } from './cell-text';
import type { TargetColumn } from './columns';

/** The element id by which the grid names its current row. */
export const targetRowId = (index: number) => `target-row-${index}`;

const QUIET: ReadonlySet<TargetColumn> = new Set([
  'words',
  'user',
  'unit',
  'sentAt',
  'checkedAt',
  'nextCheckAt',
  'expiresAt',
  'endedAt',
  'attempts',
]);
const COPIED: ReadonlySet<TargetColumn> = new Set(['serial', 'providerCommandId']);

interface TargetRowProps {
  target: Target;
  index: number;
  top: number;
  current: boolean;
  open: boolean;
  columns: readonly GridColumn<TargetColumn>[];
  kit: CellKit;
}

/** One device of a command; clicks are heard by the grid. */
export const TargetRow = memo(function TargetRow(props: TargetRowProps) {
  const { target, index, top, current, open, columns, kit } = props;
  const { t } = useTranslation('commands');
  const picked = useIsPicked(target.id);
  return (
    <div
      role="row"
      id={targetRowId(index)}
      className={`${table.row} ${css.row}`}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-row-index={index}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={picked}
          readOnly
          aria-label={t('targets.select', { name: targetName(target) })}
        />
      </div>
      {columns.map((column, place) => (
        <TargetCell key={column.key} target={target} column={column} place={place + 2} kit={kit} />
      ))}
    </div>
  );
});

interface TargetCellProps {
  target: Target;
  column: GridColumn<TargetColumn>;
  place: number;
  kit: CellKit;
}

function TargetCell({ target, column, place, kit }: TargetCellProps) {
  const { key, end } = column;
  const names = [table.cell];
  if (key === 'serial') names.push(css.pinned, css.next);
  if (COPIED.has(key)) names.push(table.identifier);
  if (QUIET.has(key)) names.push(table.quiet);
  if (end === true) names.push(table.end);
  if (key === 'state') {
    return (
      <div role="gridcell" aria-colindex={place} className={names.join(' ')}>
        <StateSign state={target.state} text={targetStateText(target, familyOf(kit.spec.action), kit.t)} />
      </div>
    );
  }
  const { text, title } = targetCell(target, key, kit);
  return (
    <div role="gridcell" aria-colindex={place} className={names.join(' ')} title={title}>
      <span className={table.text}>{text}</span>
      {COPIED.has(key) && text !== '' && <CopyButton text={text} inTable />}
    </div>
  );
}
