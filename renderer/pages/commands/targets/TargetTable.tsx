import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { Grid } from '../grid/Grid';
import { slotOf, useGrid } from '../grid/use-grid';
import { useTargetPlace, useWidths } from '../state';
import { familyOfCommand } from '../words';
import type { CellKit } from './cell-text';
import { targetColumns } from './columns';
import { TargetHead } from './TargetHead';
import { TargetRow, targetRowId } from './TargetRow';
import { useHeldPlace } from './use-held-place';
import { TARGET_GRID_ID, useTargetPicking } from './use-target-picking';
import type { Targets } from './use-targets';

export const CHECK_WIDTH = 32;

interface TargetTableProps {
  command: Command;
  targets: Targets;
  now: number;
}

/** Every device of a command, however many: only the rows on screen exist. */
export function TargetTable({ command, targets, now }: TargetTableProps) {
  const { t } = useTranslation(['commands', 'actions']);
  const format = useFormat();
  const { spec } = command;
  const count = targets.total ?? 0;
  const model = useGrid(count);
  const columns = useColumns(command);
  const widths = useWidths((state) => state.targets);
  const kit = useMemo<CellKit>(() => ({ t, format, now, spec }), [t, format, now, spec]);
  const picking = useTargetPicking(targets, model.reveal);
  const current = useTargetPlace((place) => place.current?.index ?? null);
  const openId = useTargetPlace((place) => place.openId);
  useWanted(targets, model.virtualizer.getVirtualItems(), count);
  useHeldPlace(targets, model);
  return (
    <Grid
      id={TARGET_GRID_ID}
      label={t('targets.label')}
      model={model}
      columns={columns}
      widths={widths}
      lead={CHECK_WIDTH}
      multiple
      busy={targets.busy}
      current={current}
      rowId={targetRowId}
      header={
        <TargetHead
          columns={columns}
          family={familyOfCommand(command)}
          total={targets.total}
          onSelectAll={() => void picking.selectAll()}
        />
      }
      onEnter={() => current === null && count > 0 && picking.begin(model)}
      onClick={picking.click}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count,
          page: model.page(),
          current,
          move: picking.go,
          extendTo: (index) => void picking.extendTo(index),
          open: () => current !== null && picking.open(current),
          toggle: () => current !== null && picking.toggle(current),
          copy: () => current !== null && void picking.copy(current),
        })
      }
      row={(index, top) => {
        const target = targets.row(index);
        if (target === undefined) return null;
        return (
          <TargetRow
            key={slotOf(index)}
            target={target}
            index={index}
            top={top}
            current={index === current}
            open={target.id === openId}
            columns={columns}
            kit={kit}
          />
        );
      }}
    />
  );
}

/** The columns stay the same object while nothing about them changes. */
function useColumns(command: Command) {
  const columns = targetColumns(command);
  const names = columns.map(({ key }) => key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say all that differs
  return useMemo(() => columns, [names]);
}

/** Asks for the rows that come into view. */
function useWanted({ want, filter }: Targets, items: readonly { index: number }[], count: number): void {
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins with other rows
  useEffect(() => want(first, last, count), [want, first, last, count, filter]);
}
