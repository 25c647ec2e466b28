import type { HistoryEntry } from '../../../../electron/bridge/domain';
import { StateSign } from '../../commands/StateSign';
import { outcomeWords } from './entry';
import type { WordKit } from './kit';
import css from './words.module.css';

/** How a command went: its state with its sign, why, and the provider's words. */
export function Outcome({ command, kit }: { command: NonNullable<HistoryEntry['command']>; kit: WordKit }) {
  const { state, words } = outcomeWords(command, kit);
  return (
    <span className={css.outcome}>
      <StateSign state={command.state} text={state} />
      {words !== null && <span className={css.words}>{words}</span>}
    </span>
  );
}
