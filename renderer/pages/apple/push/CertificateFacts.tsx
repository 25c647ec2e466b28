import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOverview } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { Ago } from '../../google/parts/Ago';
import { CopyValue } from '../../google/parts/CopyValue';
import { commonName } from '../../registration/certificate/life';
import { pushLife } from './life';
import css from './push.module.css';

const LOOK_MS = 60_000;

/** The certificate in use: its topic and account, how long it lasts, and how pushes go. */
export function CertificateFacts({ push }: { push: PushOverview }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const { topic, appleId, certificate, lastPushAt, waiting, host } = push;
  if (certificate === null) return null;
  return (
    <dl className={css.facts}>
      {topic !== null && (
        <Fact name="topic">
          <span className="mono">{topic}</span>
          <CopyValue value={topic} what={t('push.fact.topic')} />
        </Fact>
      )}
      <Fact name="appleId">
        {appleId === null ? (
          <span className={css.missing}>{t('push.noAppleId')}</span>
        ) : (
          <>
            <span>{appleId}</span>
            <CopyValue value={appleId} what={t('push.fact.appleId')} />
          </>
        )}
      </Fact>
      <Until certificate={certificate} />
      <Fact name="lastPush">{lastPushAt === null ? t('push.never') : <Ago at={lastPushAt} />}</Fact>
      <Fact name="waiting">
        {waiting === 0
          ? t('push.noneWait')
          : t('push.pushesWait', { count: waiting, n: format.number(waiting) })}
      </Fact>
      <Fact name="host">
        <span className="mono">{host}</span>
      </Fact>
    </dl>
  );
}

function Until({ certificate }: { certificate: NonNullable<PushOverview['certificate']> }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const now = useNow(LOOK_MS);
  const { notBefore, notAfter, subject, serial } = certificate;
  const { kind, days } = pushLife(certificate, now);
  const date = format.date(notAfter);
  return (
    <>
      <Fact name="until">
        <span title={format.dateTime(notAfter)} data-life={kind}>
          {kind === 'over' ? date : t('push.daysLeft', { date, count: days, n: format.number(days) })}
        </span>
        <small>{t('push.since', { date: format.date(notBefore) })}</small>
      </Fact>
      <Fact name="certificate">
        <span title={subject}>{commonName(subject)}</span>
        <small className="mono">{serial}</small>
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation('apple');
  return (
    <div>
      <dt>{t(`push.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
