import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import type { Which } from '../../../queries/commands';
import { navigate } from '../../../stores/route';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { rowIndexOf } from '../../devices/table/use-row-picking';
import { Grid } from '../grid/Grid';
import { HeadCell } from '../grid/HeadCell';
import { slotOf, useGrid } from '../grid/use-grid';
import { useListPlace, useWidths } from '../state';
import { CommandRow, commandRowId } from './CommandRow';
import { LIST_COLUMNS } from './columns';

/** Older commands are asked for when so many rows are left below. */
const AHEAD_ROWS = 20;

interface CommandTableProps {
  which: Which;
  commands: readonly Command[];
  lefts: ReadonlyMap<string, number>;
  now: number;
  busy: boolean;
  onEnd: () => void;
}

/** The list as a grid: arrows move, Enter opens. */
export function CommandTable({ which, commands, lefts, now, busy, onEnd }: CommandTableProps) {
  const { t } = useTranslation('commands');
  const model = useGrid(commands.length);
  const widths = useWidths((state) => state.list);
  const currentId = useListPlace((place) => place.currentId);
  const found = commands.findIndex(({ id }) => id === currentId);
  const current = found < 0 ? null : found;
  useKeptScroll(model.scroller, which);
  const last = model.virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0 && last + AHEAD_ROWS >= commands.length) onEnd();
  });
  const go = (index: number) => {
    useListPlace.setState({ currentId: commands[index]?.id ?? null });
    model.reveal(index);
  };
  const open = (index: number) => {
    const command = commands[index];
    if (command === undefined) return;
    useListPlace.setState({ currentId: command.id });
    navigate('commands', { id: command.id });
  };
  return (
    <Grid
      id="commands-grid"
      label={t('list.label')}
      model={model}
      columns={LIST_COLUMNS}
      widths={widths}
      lead={0}
      busy={busy}
      current={current}
      rowId={commandRowId}
      header={LIST_COLUMNS.map((column, place) => (
        <HeadCell
          key={column.key}
          column={column}
          label={t(`list.column.${column.key}`)}
          place={place + 1}
          width={widths[column.key]}
          onResize={(key, width) => useWidths.setState({ list: { ...widths, [key]: width } })}
        />
      ))}
      onEnter={() => current === null && go(0)}
      onClick={(event) => {
        const index = rowIndexOf(event);
        if (index !== null) open(index);
      }}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: commands.length,
          page: model.page(),
          current,
          move: go,
          extendTo: go,
          open: () => current !== null && open(current),
          toggle: () => current !== null && open(current),
          copy: () => undefined,
        })
      }
      row={(index, top) => {
        const command = commands[index];
        if (command === undefined) return null;
        return (
          <CommandRow
            key={slotOf(index)}
            command={command}
            index={index}
            top={top}
            current={index === current}
            now={now}
            left={lefts.get(command.id) ?? null}
          />
        );
      }}
    />
  );
}

/** Coming back to the list begins where it was left. */
function useKeptScroll(scroller: { current: HTMLDivElement | null }, which: Which): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    const { left } = useListPlace.getState();
    if (element !== null && left?.which === which) element.scrollTop = left.scrollTop;
    return () => useListPlace.setState({ left: { which, scrollTop: element?.scrollTop ?? 0 } });
  }, [scroller, which]);
}
