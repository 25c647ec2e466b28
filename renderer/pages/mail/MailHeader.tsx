import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { deserializeError, type MailOverview } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { navigate } from '../../stores/route';
import google from '../google/connected/connected.module.css';
import { Ago } from '../google/parts/Ago';
import { Notice } from '../google/parts/Notice';
import css from './mail.module.css';

/** The server that is set up: how its mails stand, and what can be done with it. */
export function MailHeader({ overview, onRemove }: { overview: MailOverview; onRemove: () => void }) {
  const { t } = useTranslation('mail');
  return (
    <>
      <header className={google.header}>
        <IconMail size={24} stroke={1.6} aria-hidden="true" />
        <h2>{overview.connection.host}</h2>
        <span className={google.status}>{overview.connection.from.address}</span>
        <div className={google.headerActions}>
          <Button onClick={() => navigate('invitations')}>{t('toInvitations')}</Button>
          <Button className={google.delete} onClick={onRemove}>
            {t('remove')}
          </Button>
        </div>
      </header>
      <Figures overview={overview} />
      {overview.trouble !== null && <Trouble trouble={overview.trouble} />}
    </>
  );
}

function Figures({ overview: { queued, failed, unknown, lastSentAt } }: { overview: MailOverview }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  return (
    <dl className={google.stats}>
      <div>
        <dt>{t('stat.queued')}</dt>
        <dd>{format.number(queued)}</dd>
      </div>
      <div>
        <dt>{t('stat.failed')}</dt>
        <dd>{format.number(failed)}</dd>
      </div>
      <div>
        <dt>{t('stat.unknown')}</dt>
        <dd>{format.number(unknown)}</dd>
      </div>
      <div>
        <dt>{t('stat.lastSent')}</dt>
        <dd>{lastSentAt === null ? t('stat.never') : <Ago at={lastSentAt} />}</dd>
      </div>
    </dl>
  );
}

function Trouble({ trouble }: { trouble: NonNullable<MailOverview['trouble']> }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  return (
    <div className={css.trouble}>
      <Notice
        tone="warn"
        title={t('trouble.title', { time: format.time(trouble.nextAt) })}
        actions={
          <Button onClick={() => void call('mails.hurry').catch((error: unknown) => report(error))}>
            {t('trouble.now')}
          </Button>
        }
      >
        {errorText(deserializeError(trouble.error))}
      </Notice>
    </div>
  );
}
