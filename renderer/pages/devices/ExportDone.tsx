import { useTranslation } from 'react-i18next';
import { call } from '../../bridge';
import { report } from '../../components/report';
import styles from './devices.module.css';

/** Where an export was written, and the way there. */
export function ExportDone({ path, size }: { path: string; size: string }) {
  const { t } = useTranslation('devices');
  return (
    <div className={styles.done}>
      <span className={styles.path} title={path}>
        <bdi>{path}</bdi>
      </span>
      <span>
        {size} ·{' '}
        <button
          type="button"
          className={styles.link}
          onClick={() => call('app.showFile', { path }).catch(report)}
        >
          {t('export.showInFolder')}
        </button>
      </span>
    </div>
  );
}
