import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MailConnection } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { report } from '../../components/report';
import { useDemoControls } from '../../queries/demo';
import { useMailSave } from '../../queries/mail';
import { Notice } from '../google/parts/Notice';
import css from './mail.module.css';

/** In the demo workspace: its own mail server at a click, and where its mails arrive. */
export function DemoMail({ kept }: { kept: MailConnection | null }) {
  const { t } = useTranslation('mail');
  const save = useMailSave();
  const demo = useDemoControls().data?.mail;
  if (demo === undefined) return null;
  const inUse = kept !== null && kept.port === demo.port && kept.host === DEMO_HOST;
  const connection: MailConnection = {
    host: DEMO_HOST,
    port: demo.port,
    security: 'none',
    authority: null,
    auth: { kind: 'none' },
    from: demo.from,
    replyTo: null,
    perMinute: 60,
  };
  return (
    <div className={css.trouble}>
      <Notice
        tone="info"
        title={t(inUse ? 'demo.inUse' : 'demo.title')}
        actions={
          inUse ? (
            <Button onClick={() => void call('demo.openMailbox').catch((error: unknown) => report(error))}>
              {t('demo.open')}
            </Button>
          ) : (
            <Button
              variant="filled"
              loading={save.isPending}
              onClick={() => save.mutate({ connection, secrets: {} }, { onError: report })}
            >
              {t('demo.use')}
            </Button>
          )
        }
      >
        {t(inUse ? 'demo.inUseText' : 'demo.text')}
      </Notice>
    </div>
  );
}

const DEMO_HOST = '127.0.0.1';
