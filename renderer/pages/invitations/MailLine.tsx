import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { deserializeError } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useInvitationCounts } from '../../queries/invitations';
import { useMailOverview } from '../../queries/mail';
import { useCancelMails, useHurryMails } from '../../queries/mails';
import { navigate } from '../../stores/route';
import styles from '../devices/devices.module.css';
import { ToolButton } from '../devices/ToolButton';
import { waitingMails } from './counts';
import css from './invitations.module.css';
import { waitingWords } from './words';

/** “12 mails wait, next try at 10:42: why”, with the ways on; nothing while none waits. */
export function MailLine() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const counts = useInvitationCounts();
  const { data: overview } = useMailOverview();
  const hurry = useHurryMails();
  const cancel = useCancelMails();
  const count = counts === null ? 0 : waitingMails(counts);
  if (count === 0 || overview === undefined) return null;
  const told = (cancelled: number) =>
    notifications.show({
      message: t('waiting.cancelled', { count: cancelled, n: format.number(cancelled) }),
      autoClose: 6000,
    });
  const stuck = overview === null || overview.trouble !== null;
  const why = overview?.trouble == null ? '' : errorText(deserializeError(overview.trouble.error));
  const Icon = stuck ? IconAlertTriangle : IconMail;
  return (
    <div className={`${styles.banner} ${css.mailLine}`} data-quiet={!stuck || undefined} role="status">
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span>{waitingWords(count, overview, why, t, format)}</span>
      {overview === null && <ToolButton onClick={() => navigate('mail')}>{t('waiting.setUp')}</ToolButton>}
      {overview !== null && stuck && (
        <ToolButton disabled={hurry.isPending} onClick={() => hurry.mutate(undefined, { onError: report })}>
          {t('waiting.now')}
        </ToolButton>
      )}
      <ToolButton
        disabled={cancel.isPending}
        onClick={() => cancel.mutate(undefined, { onError: report, onSuccess: told })}
      >
        {t('waiting.cancel', { count, n: format.number(count) })}
      </ToolButton>
    </div>
  );
}
