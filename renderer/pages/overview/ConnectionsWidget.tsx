import { useTranslation } from 'react-i18next';
import { useGoogleOverview, useSyncProgress } from '../../queries/google';
import { navigate } from '../../stores/route';
import { statusTone } from '../google/health';
import { Ago } from '../google/parts/Ago';
import { ToneDot } from '../google/parts/ToneDot';
import css from './overview.module.css';
import { Widget } from './Widget';

/** The outside services and how they stand. */
export function ConnectionsWidget() {
  const { t } = useTranslation(['overview', 'google']);
  const overview = useGoogleOverview().data;
  const running = useSyncProgress() !== null;
  if (overview === undefined) return null;
  const status = running ? 'syncing' : overview?.status;
  const at = running ? null : (overview?.lastCheckInAt ?? null);
  return (
    <Widget title={t('connections.title')} span={3}>
      <button type="button" className={css.connection} onClick={() => navigate('google')}>
        <ToneDot tone={status === undefined ? 'off' : statusTone(status)} />
        <span>{t('google:name')}</span>
        <span className={css.standing}>
          {status === undefined ? t('google:connections.notConnected') : t(`google:status.${status}`)}
          {at !== null && (
            <>
              {' · '}
              <Ago at={at} />
            </>
          )}
        </span>
      </button>
    </Widget>
  );
}
