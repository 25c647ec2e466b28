// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, stateOfCommand } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import table from '../../devices/table/table.module.css';
import { ActionSign } from '../ActionSign';
import { CountsBar } from '../CountsBar';
import css from '../commands.module.css';
import grid from '../grid/grid.module.css';
import { StateSign } from '../StateSign';
import { When } from '../When';
import { countsText, outcomeText, parameterText, stateText } from '../words';

/** The element id by which the grid names its current row. */
export const commandRowId = (index: number) => `command-row-${index}`;

interface CommandRowProps {
  command: Command;
  index: number;
  top: number;
  current: boolean;
  now: number;
  /** About how long its queue still takes, in ms; null where that is not known. */
  left: number | null;
}

/** One command in the list; clicks are heard by the grid. */
export const CommandRow = memo(function CommandRow(props: CommandRowProps) {
  const { command, index, top, current, now } = props;
  const { t } = useTranslation(['commands', 'actions']);
  const format = useFormat();
  const { spec, counts, total } = command;
  const parameters = parameterText(spec, t);
  return (
    <div
      role="row"
      id={commandRowId(index)}
      className={`${table.row} ${grid.row}`}
      style={{ top }}
      aria-rowindex={index + 2}
      data-row-index={index}
      data-current={current || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={table.cell} title={parameters ?? undefined}>
        <ActionSign action={spec.action} />
        <span className={table.text}>
          {t(`actions:action.${spec.action}`)}
          {parameters !== null && <span className={css.parameters}>{parameters}</span>}
        </span>
      </div>
      <div role="gridcell" aria-colindex={2} className={`${table.cell} ${table.end}`}>
        {format.number(total)}
      </div>
      <div role="gridcell" aria-colindex={3} className={table.cell}>
        <CommandState command={command} />
      </div>
      <div role="gridcell" aria-colindex={4} className={table.cell}>
        <CountsBar command={command} />
        <span className={`${table.text} ${table.quiet}`} title={countsText(counts, t, format)}>
          {outcomeText(command, t, format)}
        </span>
      </div>
      <GivenCells {...props} now={now} />
    </div>
  );
});

/** The state of a command; a pause is told in place of its queue. */
export function CommandState({ command }: { command: Command }) {
  const { t } = useTranslation('actions');
  const state = stateOfCommand(command.counts);
  return (
    <StateSign
      state={state}
      text={stateText(command, t)}
      paused={command.paused !== null && state === 'queued'}
    />
  );
}

function GivenCells({ command, now, left }: CommandRowProps) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const { actor, account, createdAt, holdUntil } = command;
  const by = t(account === '' ? 'list.byHere' : 'list.by', {
    actor,
    account,
    origin: t(`list.origin.${command.origin}`),
  });
  return (
    <>
      <div role="gridcell" aria-colindex={5} className={`${table.cell} ${table.quiet}`} title={by}>
        <span className={table.text}>{actor}</span>
        {command.origin === 'cli' && <span className={css.cli}>cli</span>}
      </div>
      <div role="gridcell" aria-colindex={6} className={`${table.cell} ${table.quiet} ${table.end}`}>
        <When at={createdAt} now={now} bare />
      </div>
      <div role="gridcell" aria-colindex={7} className={`${table.cell} ${table.quiet} ${table.end}`}>
        <span className={table.text}>
          {holdUntil !== null &&
            holdUntil > now &&
            t('left.held', { left: format.duration(holdUntil - now) })}
          {holdUntil === null && left !== null && format.duration(left)}
        </span>
      </div>
    </>
  );
}
