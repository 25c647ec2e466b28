import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { familyOf, type Review } from '../../../../electron/bridge/domain';
import { dataTone } from '../../../app/rail/data-age';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { useGoogleOverview } from '../../../queries/google';
import css from '../actions.module.css';
import { spanText } from '../words';

/** What the command takes and what it rests on, in one strip. */
export function Facts({ review }: { review: Review }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const account = useGoogleOverview().data?.connection.account;
  const { spec, estimate, keptMs, undoSeconds } = review;
  const requests = t('review.requests', { count: estimate.requests, n: format.number(estimate.requests) });
  const time = format.duration(estimate.ms);
  const takes = estimate.ms < 1000 ? time : t('review.takes', { time });
  const kept =
    keptMs === null ? t('review.follows') : t('review.keptFor', { time: spanText(keptMs, t, format) });
  // Annotations are in the record alone: it does not matter whether the device is on.
  const concernsDevice = spec.action !== 'annotate';
  const fromGoogle = familyOf(spec.action) === 'google';
  return (
    <dl className={css.facts}>
      <Fact name={t('review.fact.undo')}>
        {t('review.undoFor', { time: spanText(undoSeconds * 1000, t, format) })}
      </Fact>
      <Fact name={t('review.fact.takes')}>
        {takes}, {requests}
      </Fact>
      {concernsDevice && <Fact name={t('review.fact.kept')}>{kept}</Fact>}
      {fromGoogle && <DataFact dataAt={review.dataAt} />}
      {account !== undefined && fromGoogle && <Fact name={t('review.fact.account')}>{account}</Fact>}
    </dl>
  );
}

function DataFact({ dataAt }: { dataAt: number | null }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const now = useNow(15_000);
  const late = dataAt === null || dataTone({ online: true, completeAt: dataAt, now }) === 'warn';
  const exact = dataAt === null ? '' : `${format.dateTime(dataAt)}. `;
  return (
    <Fact name={t('review.fact.data')} title={`${exact}${t('review.readAgain')}`}>
      <span data-late={late || undefined}>
        {late && <IconAlertTriangle size={13} aria-label={t('review.late')} />}
        {dataAt === null ? t('review.never') : format.relative(dataAt, now)}
      </span>
    </Fact>
  );
}

function Fact({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
