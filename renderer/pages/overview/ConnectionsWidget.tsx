import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useAppleOverview } from '../../queries/apple';
import { useGoogleOverview, useSyncProgress } from '../../queries/google';
import { useLdapOverview } from '../../queries/ldap';
import { useMailOverview } from '../../queries/mail';
import { navigate, type Page } from '../../stores/route';
import { pushTone } from '../apple/standing';
import { statusTone } from '../google/health';
import { Ago } from '../google/parts/Ago';
import { ToneDot } from '../google/parts/ToneDot';
import css from './overview.module.css';
import { Widget } from './Widget';

/** The outside services and how they stand: Google, and those that are set up. */
export function ConnectionsWidget() {
  const { t } = useTranslation('overview');
  return (
    <Widget title={t('connections.title')} span={3}>
      <GoogleLine />
      <AppleLine />
      <LdapLine />
      <MailLine />
    </Widget>
  );
}

function GoogleLine() {
  const { t } = useTranslation('google');
  const overview = useGoogleOverview().data;
  const running = useSyncProgress() !== null;
  if (overview === undefined) return null;
  const status = running ? 'syncing' : overview?.status;
  return (
    <Line
      page="google"
      name={t('name')}
      tone={status === undefined ? 'off' : statusTone(status)}
      at={running ? null : (overview?.lastCheckInAt ?? null)}
    >
      {status === undefined ? t('connections.notConnected') : t(`status.${status}`)}
    </Line>
  );
}

/** The push certificate, once there is one or devices need it. */
function AppleLine() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { data } = useAppleOverview();
  if (data === undefined) return null;
  const { push, counts } = data;
  const { certificate } = push;
  if (certificate === null) {
    if (counts.active === 0) return null;
    return (
      <Line page="apple" name={t('connections.apple')} tone="warn" at={null}>
        {t('connections.appleNone')}
      </Line>
    );
  }
  return (
    <Line page="apple" name={t('connections.apple')} tone={pushTone(push)} at={null}>
      {t(push.state === 'expired' ? 'connections.appleEnded' : 'connections.appleUntil', {
        date: format.date(certificate.notAfter),
      })}
    </Line>
  );
}

function LdapLine() {
  const { t } = useTranslation('overview');
  const { data } = useLdapOverview();
  if (data == null) return null;
  const at = data.lastImport?.at ?? null;
  return (
    <Line page="ldap" name={t('connections.ldap')} tone={at === null ? 'off' : 'good'} at={at}>
      {t(at === null ? 'ldap:row.never' : 'ldap:row.imported')}
    </Line>
  );
}

function MailLine() {
  const { t } = useTranslation('overview');
  const { data } = useMailOverview();
  if (data == null) return null;
  const stuck = data.trouble !== null;
  return (
    <Line
      page="mail"
      name={t('mail:fullName')}
      tone={stuck ? 'warn' : 'good'}
      at={stuck ? null : data.lastSentAt}
    >
      {t(
        stuck ? 'connections.mailWaits' : data.lastSentAt === null ? 'connections.setUp' : 'connections.sent',
      )}
    </Line>
  );
}

interface LineProps {
  page: Page;
  name: string;
  tone: Parameters<typeof ToneDot>[0]['tone'];
  /** When it was last heard of. */
  at: number | null;
  children: ReactNode;
}

function Line({ page, name, tone, at, children }: LineProps) {
  return (
    <button type="button" className={css.connection} onClick={() => navigate(page)}>
      <ToneDot tone={tone} />
      <span>{name}</span>
      <span className={css.standing}>
        {children}
        {at !== null && (
          <>
            {' · '}
            <Ago at={at} />
          </>
        )}
      </span>
    </button>
  );
}
