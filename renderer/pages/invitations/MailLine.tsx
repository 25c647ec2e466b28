import { IconAlertTriangle, IconMail } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { deserializeError, type MailOverview } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { type Format, useFormat } from '../../format';
import { errorText } from '../../i18n';
import {
  useCancelMails,
  useHurryMails,
  useInvitationCounts,
  useMailOverview,
} from '../../queries/invitations';
import { navigate } from '../../stores/route';
import styles from '../devices/devices.module.css';
import { ToolButton } from '../devices/ToolButton';
import { waitingMails } from './counts';
import css from './invitations.module.css';

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
  const stuck = overview === null || overview.trouble !== null;
  const Icon = stuck ? IconAlertTriangle : IconMail;
  return (
    <div className={`${styles.banner} ${css.mailLine}`} data-quiet={!stuck || undefined} role="status">
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span>{waitingWords(count, overview, t, format)}</span>
      {overview === null && <ToolButton onClick={() => navigate('mail')}>{t('waiting.setUp')}</ToolButton>}
      {overview !== null && stuck && (
        <ToolButton disabled={hurry.isPending} onClick={() => hurry.mutate(undefined, { onError: report })}>
          {t('waiting.now')}
        </ToolButton>
      )}
      <ToolButton disabled={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError: report })}>
        {t('waiting.cancel', { count, n: format.number(count) })}
      </ToolButton>
    </div>
  );
}

/** How many mails wait, and what for. */
export function waitingWords(
  count: number,
  overview: MailOverview | null,
  t: TFunction,
  format: Format,
): string {
  const figures = { count, n: format.number(count) };
  if (overview === null) return t('invitations:waiting.noServer', figures);
  if (overview.trouble === null) {
    return t('invitations:waiting.leaving', {
      ...figures,
      pace: format.number(overview.connection.perMinute),
    });
  }
  const { error, nextAt } = overview.trouble;
  const why = errorText(deserializeError(error));
  return t('invitations:waiting.until', { ...figures, time: format.time(nextAt), why });
}
