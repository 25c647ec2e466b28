import { Button } from '@mantine/core';
import { IconAddressBook, IconBrandApple, IconBrandChrome, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type {
  GoogleOverview,
  LdapOverview,
  MailOverview,
  PushOverview,
} from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useAppleOverview } from '../../queries/apple';
import { useGoogleOverview, useSyncProgress } from '../../queries/google';
import { useLdapOverview } from '../../queries/ldap';
import { useMailOverview } from '../../queries/mail';
import { navigate } from '../../stores/route';
import { hasCertificate, pushTone } from '../apple/standing';
import { statusTone } from '../google/health';
import { Ago } from '../google/parts/Ago';
import { Notice } from '../google/parts/Notice';
import { ToneDot } from '../google/parts/ToneDot';
import css from './connections.module.css';

/** The outside services of the workspace: what each is, how it stands, and the way to it. */
export function ConnectionsPage() {
  const { t } = useTranslation('google');
  const overview = useGoogleOverview();
  return (
    <div className={css.page}>
      <p className={css.intro}>{t('connections.intro')}</p>
      {overview.error === null ? null : (
        <Notice
          tone="bad"
          title={t('loadFailed')}
          live
          actions={<Button onClick={() => void overview.refetch()}>{t('tryAgain')}</Button>}
        >
          {errorText(overview.error)}
        </Notice>
      )}
      {overview.data === undefined ? null : (
        <ul className={css.list} aria-label={t('connections.listLabel')}>
          <li>
            <GoogleRow overview={overview.data} />
          </li>
          <li>
            <AppleRow />
          </li>
          <li>
            <LdapRow />
          </li>
          <li>
            <MailRow />
          </li>
        </ul>
      )}
    </div>
  );
}

function GoogleRow({ overview }: { overview: GoogleOverview | null }) {
  const { t } = useTranslation('google');
  return (
    <div className={css.row}>
      <IconBrandChrome size={22} stroke={1.6} aria-hidden="true" />
      <div className={css.name}>
        <strong>{t('fullName')}</strong>
        <span>{overview === null ? t('connections.notConnectedHint') : overview.connection.account}</span>
      </div>
      {overview === null ? (
        <span className={css.status}>
          <ToneDot tone="off" />
          {t('connections.notConnected')}
        </span>
      ) : (
        <Status overview={overview} />
      )}
      <Button variant={overview === null ? 'filled' : 'default'} onClick={() => navigate('google')}>
        {t(overview === null ? 'connections.connect' : 'connections.open')}
        <span className="visually-hidden">: {t('fullName')}</span>
      </Button>
    </div>
  );
}

/** “Active, 4 min ago”; while a run is on, how far it is. */
function Status({ overview }: { overview: GoogleOverview }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const progress = useSyncProgress();
  const status = progress === null ? overview.status : 'syncing';
  const { lastCheckInAt, devices } = overview;
  return (
    <>
      <span className={css.devices}>
        {t('connections.devices', { count: devices, n: format.number(devices) })}
      </span>
      <span className={css.status}>
        <ToneDot tone={statusTone(status)} />
        <span>
          {t(`status.${status}`)}
          {lastCheckInAt === null || status === 'syncing' ? null : (
            <>
              {', '}
              <Ago at={lastCheckInAt} />
            </>
          )}
        </span>
      </span>
    </>
  );
}

/** Apple’s push service: without it devices register, and are never woken. */
function AppleRow() {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const { data } = useAppleOverview();
  if (data === undefined) return null;
  const { push, counts } = data;
  return (
    <div className={css.row}>
      <IconBrandApple size={22} stroke={1.6} aria-hidden="true" />
      <div className={css.name}>
        <strong>{t('row.name')}</strong>
        <span>{hasCertificate(push) ? (push.appleId ?? push.topic) : t('row.hint')}</span>
      </div>
      {counts.active > 0 && (
        <span className={css.devices}>
          {t('row.devices', { count: counts.active, n: format.number(counts.active) })}
        </span>
      )}
      <span className={css.status}>
        <ToneDot tone={pushTone(push)} />
        <AppleStatus push={push} />
      </span>
      <Button onClick={() => navigate('apple')}>
        {t(hasCertificate(push) ? 'row.open' : 'row.setUp')}
        <span className="visually-hidden">: {t('row.name')}</span>
      </Button>
    </div>
  );
}

function AppleStatus({ push: { certificate, state, requestedAt } }: { push: PushOverview }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  if (certificate === null) {
    return (
      <span>
        {requestedAt === null ? (
          t('row.off')
        ) : (
          <>
            {t('row.requested')} <Ago at={requestedAt} />
          </>
        )}
      </span>
    );
  }
  const date = format.date(certificate.notAfter);
  return <span>{t(state === 'expired' ? 'row.ended' : 'row.until', { date })}</span>;
}

function LdapRow() {
  const { t } = useTranslation('ldap');
  const format = useFormat();
  const { data } = useLdapOverview();
  if (data === undefined) return null;
  return (
    <div className={css.row}>
      <IconAddressBook size={22} stroke={1.6} aria-hidden="true" />
      <div className={css.name}>
        <strong>{t('fullName')}</strong>
        <span>{data === null ? t('row.hint') : data.connection.host}</span>
      </div>
      {data !== null && (
        <span className={css.devices}>
          {t('row.users', { count: data.users, n: format.number(data.users) })}
        </span>
      )}
      <span className={css.status}>
        <ToneDot tone={data?.lastImport == null ? 'off' : 'good'} />
        <LdapStatus overview={data} />
      </span>
      <Button onClick={() => navigate('ldap')}>
        {t(data === null ? 'row.setUp' : 'row.open')}
        <span className="visually-hidden">: {t('fullName')}</span>
      </Button>
    </div>
  );
}

function LdapStatus({ overview }: { overview: LdapOverview | null }) {
  const { t } = useTranslation('ldap');
  if (overview === null) return <span>{t('row.off')}</span>;
  if (overview.lastImport === null) return <span>{t('row.never')}</span>;
  return (
    <span>
      {t('row.imported')} <Ago at={overview.lastImport.at} />
    </span>
  );
}

function MailRow() {
  const { t } = useTranslation('mail');
  const { data } = useMailOverview();
  if (data === undefined) return null;
  return (
    <div className={css.row}>
      <IconMail size={22} stroke={1.6} aria-hidden="true" />
      <div className={css.name}>
        <strong>{t('fullName')}</strong>
        <span>{data === null ? t('row.hint') : data.connection.host}</span>
      </div>
      <span className={css.status}>
        <ToneDot tone={data === null ? 'off' : data.trouble === null ? 'good' : 'warn'} />
        <MailStatus overview={data} />
      </span>
      <Button onClick={() => navigate('mail')}>
        {t(data === null ? 'row.setUp' : 'row.open')}
        <span className="visually-hidden">: {t('fullName')}</span>
      </Button>
    </div>
  );
}

function MailStatus({ overview }: { overview: MailOverview | null }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  if (overview === null) return <span>{t('row.off')}</span>;
  const { queued, lastSentAt } = overview;
  if (queued > 0) return <span>{t('row.waiting', { count: queued, n: format.number(queued) })}</span>;
  if (lastSentAt === null) return <span>{t('row.never')}</span>;
  return (
    <span>
      {t('row.sent')} <Ago at={lastSentAt} />
    </span>
  );
}
