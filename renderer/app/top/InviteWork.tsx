import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useInviteWork } from '../../stores/invite-work';
import { formatRoute } from '../../stores/route';
import { Work } from './Work';

/** Invitations that are being made: “1 200 of 10 000”. */
export function InviteWork() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const running = useInviteWork((work) => work.running);
  if (running === null) return null;
  const { done, of, cancel } = running;
  return (
    <Work
      label={<a href={formatRoute({ page: 'invitations', params: {} })}>{t('progress.label')}</a>}
      name={t('progress.label')}
      part={of === null || of === 0 ? null : done / of}
      text={
        of === null
          ? t('progress.starting')
          : t('progress.made', { done: format.number(done), of: format.number(of) })
      }
      cancelLabel={t('progress.stop')}
      onCancel={cancel}
    />
  );
}
