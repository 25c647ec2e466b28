import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheckFilled, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useSyncStart } from '../../../queries/google';
import { CopyValue } from '../parts/CopyValue';
import { StepFrame } from './StepFrame';
import css from './setup.module.css';

/** The success: whose Google this is, and the next step, the first sync. */
export function SetUpDone({ overview, onLeave }: { overview: GoogleOverview; onLeave: () => void }) {
  const { t } = useTranslation('google');
  const start = useSyncStart();
  const { domain, account, customerId } = overview.connection;
  const sync = () =>
    start.mutate(undefined, {
      onSettled: onLeave,
      onError: (error) =>
        notifications.show({ color: 'red', title: t('notify.syncFailed'), message: errorText(error) }),
    });
  return (
    <div className={css.done}>
      <IconCircleCheckFilled size={34} className={css.doneIcon} aria-hidden="true" />
      <StepFrame
        title={t('done.title')}
        next={
          <>
            <Button
              variant="filled"
              leftSection={<IconRefresh size={15} aria-hidden="true" />}
              loading={start.isPending}
              onClick={sync}
            >
              {t('done.sync')}
            </Button>
            <Button variant="subtle" color="gray" onClick={onLeave}>
              {t('done.later')}
            </Button>
          </>
        }
      >
        <dl className={css.facts}>
          <dt>{t('done.domain')}</dt>
          <dd>{domain}</dd>
          <dt>{t('done.account')}</dt>
          <dd>{account}</dd>
          <dt>{t('done.customer')}</dt>
          <dd>
            <span className="mono">{customerId}</span>
            <CopyValue value={customerId} what={t('done.customer')} />
          </dd>
        </dl>
        <p className={css.intro}>{t('done.text')}</p>
      </StepFrame>
    </div>
  );
}
