import { useTranslation } from 'react-i18next';
import type { ListenerOverview, RegistrationOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { Ago } from '../google/parts/Ago';
import { CopyValue } from '../google/parts/CopyValue';
import { addressesOf } from './exposed/visitors';
import css from './registration.module.css';

interface FiguresProps {
  overview: ListenerOverview;
  registration: RegistrationOverview;
}

/** The registration URL, and how much is asked of it. */
export function Figures({ overview, registration: { regeneratedAt } }: FiguresProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { baseUrl, connected, answered, refused, state } = overview;
  const count = (value: number) => (state.kind === 'on' ? format.number(value) : '–');
  return (
    <dl className={css.figures}>
      <div>
        <dt>{t('url.label')}</dt>
        <dd className={css.url}>
          <span>{baseUrl}</span>
          <CopyValue value={baseUrl} what={t('url.label')} />
        </dd>
        <dd className={css.note}>
          {regeneratedAt === null ? (
            t('url.hint')
          ) : (
            <>
              {t('url.regenerated')} <Ago at={regeneratedAt} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('figure.connected')}</dt>
        <dd>{count(addressesOf(connected))}</dd>
      </div>
      <div>
        <dt>{t('figure.answered')}</dt>
        <dd>{count(answered)}</dd>
      </div>
      <div>
        <dt>{t('figure.refused')}</dt>
        <dd>{count(refused)}</dd>
      </div>
    </dl>
  );
}
