import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now';
import { type Format, useFormat } from '../../format';
import { isEverywhere } from '../../pages/registration/where/reach';
import { useAppInfo } from '../../queries/app';
import { useHasAppleDevices } from '../../queries/apple';
import { useGoogleOverview } from '../../queries/google';
import { useListener } from '../../queries/listener';
import { dataTone } from './data-age';
import css from './rail.module.css';

/** The foot of the rail: online or not, and how old the data is. */
export function RailStatus() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const now = useNow(15_000);
  const overview = useGoogleOverview().data ?? null;
  const online = (useAppInfo().data?.online ?? true) && overview?.status !== 'offline';
  const completeAt = overview?.lastCompleteRun?.endedAt ?? null;
  const tone = dataTone({ online, completeAt, now });
  const network = t(online ? 'status.online' : 'status.offline');
  const managed = useHasAppleDevices();
  // What devices tell by themselves has no one age.
  const age = overview === null && managed ? null : ageText(completeAt, now, t, format);
  const hint = completeAt === null ? undefined : t('status.dataFrom', { time: format.dateTime(completeAt) });
  return (
    <div className={css.foot}>
      <ListenerStatus />
      <div className={css.footLine} title={hint}>
        {tone === 'warn' ? (
          <IconAlertTriangle size={13} className={css.late} aria-label={t('status.late')} />
        ) : (
          <span className={css.dot} data-tone={tone} aria-hidden="true" />
        )}
        <span className={css.label} data-late={tone === 'warn' || undefined}>
          {age === null ? network : t('status.both', { network, age })}
        </span>
      </div>
    </div>
  );
}

/** Whether others can connect to this computer, and where; nothing while they cannot and need not. */
function ListenerStatus() {
  const { t } = useTranslation('registration');
  const overview = useListener().data;
  if (overview === undefined) return null;
  const { state, settings } = overview;
  if (state.kind === 'off' || state.kind === 'starting') return null;
  const words = t(`rail.${state.kind}`, {
    host: isEverywhere(settings.host) ? t('rail.everywhere') : settings.host,
  });
  return (
    <div className={css.footLine} title={words}>
      {state.kind === 'failed' ? (
        <IconAlertTriangle size={13} className={css.late} aria-hidden="true" />
      ) : (
        <span className={css.dot} data-tone="good" aria-hidden="true" />
      )}
      <span className={css.label}>{words}</span>
    </div>
  );
}

function ageText(completeAt: number | null, now: number, t: TFunction, format: Format): string {
  if (completeAt === null) return t('common:status.noData');
  return t('common:status.dataAge', { when: format.relative(completeAt, now) });
}
