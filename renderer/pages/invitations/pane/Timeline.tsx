import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import history from '../../devices/pane/history.module.css';
import styles from '../../devices/pane/pane.module.css';
import { reasonWords } from '../words';
import { adviceOf } from './advice';
import { momentsOf } from './timeline';

/** What happened to the invitation, newest first. */
export function Timeline({ invitation, now }: { invitation: Invitation; now: number }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const told = adviceOf(invitation).map((advice) => advice.said);
  return (
    <section>
      <h3 className={styles.group}>{t('pane.timeline')}</h3>
      <ol className={history.line}>
        {momentsOf(invitation).map(({ key, at, tone, by, said }) => (
          <li key={key} className={history.moment} data-tone={tone}>
            <p className={history.what}>
              <b>{t(`pane.moment.${key}`)}</b>
            </p>
            <p className={history.seen}>
              <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
                {format.relative(at, now)}
              </time>
              {by !== null && ` · ${t('pane.by', { name: by })}`}
              {said !== null && !told.includes(said) && ` · ${reasonWords(said, t)}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
