import { useTranslation } from 'react-i18next';
import type { Command } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { barParts } from './bar-parts';
import css from './commands.module.css';
import { countsText } from './words';

/** How many targets are in each state, as one thin bar; its words are its name. */
export function CountsBar({ command, wide = false }: { command: Command; wide?: boolean }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const words = countsText(command.counts, t, format);
  return (
    <span className={css.counts} data-wide={wide || undefined} role="img" aria-label={words} title={words}>
      {barParts(command.counts).map(({ state, count }) => (
        <i key={state} data-state={state} style={{ flexGrow: count }} />
      ))}
    </span>
  );
}
