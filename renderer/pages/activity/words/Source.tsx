import type { HistoryEntry } from '../../../../electron/bridge/domain';
import { navigate } from '../../../stores/route';
import type { WordKit } from './kit';
import css from './words.module.css';

interface SourceProps {
  entry: HistoryEntry;
  kit: WordKit;
  /** When each known run began, ms UTC. */
  runTimes: ReadonlyMap<string, number>;
  tabIndex?: 0 | -1;
}

/** What told us, with the way there: the sync, the command, or Google's own record. */
export function Source({ entry, kit, runTimes, tabIndex }: SourceProps) {
  const { t } = kit;
  const { source } = entry;
  switch (source.kind) {
    case 'provider':
    case 'check_in':
      return <span className={css.provider}>{t(`source.${source.kind}`)}</span>;
    case 'run': {
      const began = runTimes.get(source.runId);
      return (
        <button
          type="button"
          className={css.link}
          tabIndex={tabIndex}
          title={t('source.runHint')}
          onClick={() => navigate('activity', { tab: 'history', run: source.runId })}
        >
          {began === undefined ? t('source.runBare') : t('source.run', { when: kit.moment(began) })}
        </button>
      );
    }
    case 'command':
      return (
        <button
          type="button"
          className={css.link}
          tabIndex={tabIndex}
          title={t('source.commandHint')}
          onClick={() => navigate('commands', { id: source.commandId })}
        >
          {entry.command === null
            ? t('source.commandBare')
            : t('source.command', { actor: entry.command.actor })}
        </button>
      );
  }
}
