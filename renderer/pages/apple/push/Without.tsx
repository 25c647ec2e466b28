import { IconCheck, IconClockPause, IconRefreshAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import css from './push.module.css';

/** What works and what waits while there is no push certificate. `waiting`: orders that wait now. */
export function Without({ waiting }: { waiting: number }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  return (
    <ul className={css.without} aria-label={t('push.without.label')}>
      <li>
        <IconCheck size={16} stroke={1.8} aria-hidden="true" data-tone="good" />
        <span>
          <b>{t('push.without.works')}</b> {t('push.without.worksText')}
        </span>
      </li>
      <li>
        <IconClockPause size={16} stroke={1.8} aria-hidden="true" data-tone="warn" />
        <span>
          <b>{t('push.without.waits')}</b> {t('push.without.waitsText')}{' '}
          {waiting > 0 && t('push.without.now', { count: waiting, n: format.number(waiting) })}
        </span>
      </li>
      <li>
        <IconRefreshAlert size={16} stroke={1.8} aria-hidden="true" data-tone="warn" />
        <span>
          <b>{t('push.without.again')}</b> {t('push.without.againText')}
        </span>
      </li>
    </ul>
  );
}
