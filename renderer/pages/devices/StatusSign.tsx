import { useTranslation } from 'react-i18next';
import styles from './devices.module.css';
import { statusWord } from './filters/sentence';
import { statusTone } from './table/cell-text';

/** A status as a word with its dot. */
export function StatusSign({ status }: { status: string }) {
  const { t } = useTranslation('devices');
  return (
    <span className={styles.status}>
      <span className={styles.dot} data-tone={statusTone(status)} aria-hidden />
      <span className={styles.statusWord}>{statusWord(status, t)}</span>
    </span>
  );
}
