import { useTranslation } from 'react-i18next';
import { useCompleteRuns } from '../../../queries/history';
import styles from '../../devices/filters/filters.module.css';
import type { WordKit } from '../words/kit';

interface RunEditorProps {
  chosen: string | undefined;
  kit: WordKit;
  onChange(runId: string): void;
}

/** Chooses one of the complete syncs, newest first. */
export function RunEditor({ chosen, kit, onChange }: RunEditorProps) {
  const { t } = useTranslation('activity');
  const { runs = [], hasOlder, readOlder } = useCompleteRuns();
  if (runs.length === 0) return <p className={styles.note}>{t('filter.noRuns')}</p>;
  return (
    <>
      <fieldset className={styles.list}>
        <legend className="visually-hidden">{t('filter.name.run')}</legend>
        {runs.map(({ id, startedAt, changed }) => (
          <label key={id} className={styles.option}>
            <input type="radio" name="run" checked={id === chosen} onChange={() => onChange(id)} />
            <span className={styles.optionName}>{kit.moment(startedAt)}</span>
            {changed !== null && <span className={styles.optionCount}>{kit.format.number(changed)}</span>}
          </label>
        ))}
      </fieldset>
      {hasOlder && (
        <button type="button" className={styles.clear} onClick={readOlder}>
          {t('compare.older')}
        </button>
      )}
    </>
  );
}
