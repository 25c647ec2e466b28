import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useInvitationCounts } from '../../queries/invitations';
import { useListener } from '../../queries/listener';
import { usePushOverview } from '../../queries/push';
import { useUserCount } from '../../queries/users';
import { openInvite } from '../../stores/invite';
import { navigate } from '../../stores/route';
import { sumOf } from '../invitations/counts';
import { Step } from './Step';
import { isOpenToOthers } from './steps';

/** Can be taken at any time: users need no devices. */
export function UsersStep() {
  const { t } = useTranslation('start');
  const format = useFormat();
  const users = useUserCount() ?? 0;
  return (
    <Step
      state={users > 0 ? 'done' : 'ahead'}
      title={t('step.users.title')}
      text={
        users > 0 ? t('step.users.done', { count: users, n: format.number(users) }) : t('step.users.text')
      }
      action={users === 0 && <Button onClick={() => navigate('users')}>{t('step.users.action')}</Button>}
    />
  );
}

/** Links must lead somewhere before they are sent: the listener is on, under a name other devices can reach. */
export function RegistrationStep() {
  const { t } = useTranslation('start');
  const listener = useListener().data;
  const isOpen = listener !== undefined && isOpenToOthers(listener);
  const isAlone = listener?.state.kind === 'on';
  return (
    <Step
      state={isOpen ? 'done' : 'ahead'}
      title={t('step.registration.title')}
      text={isOpen ? listener.baseUrl : t(isAlone ? 'step.registration.alone' : 'step.registration.text')}
      action={
        !isOpen && <Button onClick={() => navigate('registration')}>{t('step.registration.action')}</Button>
      }
    />
  );
}

/** iPhones, iPads and Macs that register before cannot be woken. */
export function PushStep() {
  const { t } = useTranslation('start');
  const format = useFormat();
  const { data } = usePushOverview();
  const certificate = data?.certificate ?? null;
  return (
    <Step
      state={certificate === null ? 'ahead' : 'done'}
      title={t('step.push.title')}
      text={
        certificate === null
          ? t('step.push.text')
          : t('step.push.done', { date: format.date(certificate.notAfter) })
      }
      action={
        certificate === null && <Button onClick={() => navigate('apple')}>{t('step.push.action')}</Button>
      }
    />
  );
}

/** Users are invited to register their devices. */
export function InviteStep() {
  const { t } = useTranslation('start');
  const format = useFormat();
  const users = useUserCount() ?? 0;
  const counts = useInvitationCounts();
  const invited = counts === null ? 0 : sumOf(counts.states);
  return (
    <Step
      state={invited > 0 ? 'done' : 'ahead'}
      title={t('step.invite.title')}
      text={
        invited > 0
          ? t('step.invite.done', { count: invited, n: format.number(invited) })
          : t('step.invite.text')
      }
      action={
        users > 0 &&
        invited === 0 && (
          <Button onClick={() => openInvite({ kind: 'question', question: null })}>
            {t('step.invite.action')}
          </Button>
        )
      }
    />
  );
}
