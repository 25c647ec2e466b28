import { useTranslation } from 'react-i18next';
import type { User, UserState } from '../../../electron/bridge/domain';
import styles from '../devices/devices.module.css';

const TONES: Record<UserState, 'good' | 'warn' | undefined> = {
  active: 'good',
  suspended: 'warn',
  gone: undefined,
};

/** A user’s state as a word with its dot. */
export function StateSign({ user: { state, source } }: { user: Pick<User, 'state' | 'source'> }) {
  const { t } = useTranslation('users');
  const hint = state === 'gone' ? t('stateHint.gone', { source: t(`source.${source}`) }) : undefined;
  return (
    <span className={styles.status} title={hint}>
      <span className={styles.dot} data-tone={TONES[state]} aria-hidden="true" />
      <span className={styles.statusWord}>{t(`state.${state}`)}</span>
    </span>
  );
}
