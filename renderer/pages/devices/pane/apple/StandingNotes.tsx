import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { AppleDetail } from '../../../../../electron/bridge/domain';
import { report } from '../../../../components/report';
import { useWakeDevices } from '../../../../queries/apple';
import { useUser } from '../../../../queries/users';
import { openInvite } from '../../../../stores/invite';
import { navigate } from '../../../../stores/route';
import { Notice } from '../../../google/parts/Notice';
import css from './apple.module.css';
import { type StandingStep, standingsOf } from './standing';

/** What is the matter with the device, what it means, and the way on. */
export function StandingNotes({ detail, now }: { detail: AppleDetail; now: number }) {
  const { t } = useTranslation('devices');
  const trouble = detail.channels.find(({ user }) => user === null)?.pushTrouble ?? '';
  const standings = standingsOf(detail, now);
  if (standings.length === 0) return null;
  return (
    <div className={css.notes}>
      {standings.map(({ key, tone, steps }) => (
        <Notice
          key={key}
          tone={tone}
          title={t(`apple.standing.${key}.title`)}
          actions={steps.map((step) => <Step key={step} step={step} detail={detail} />)}
        >
          <p>{t(`apple.standing.${key}.text`, { trouble })}</p>
        </Notice>
      ))}
    </div>
  );
}

function Step({ step, detail }: { step: StandingStep; detail: AppleDetail }) {
  const { t } = useTranslation('devices');
  switch (step) {
    case 'wake':
      return <WakeButton deviceId={detail.deviceId} />;
    case 'push':
      return <Button onClick={() => navigate('apple')}>{t('apple.step.push')}</Button>;
    case 'invite':
      return detail.user === null ? (
        <Button onClick={() => navigate('users')}>{t('apple.step.users')}</Button>
      ) : (
        <InviteAgain userId={detail.user.id} />
      );
  }
}

function InviteAgain({ userId }: { userId: string }) {
  const { t } = useTranslation('devices');
  const user = useUser(userId);
  if (user == null) return null;
  return (
    <Button onClick={() => openInvite({ kind: 'users', users: [user] })}>{t('apple.step.invite')}</Button>
  );
}

/** Asks Apple to wake the device, so that it comes for what waits. */
export function WakeButton({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation('devices');
  const wake = useWakeDevices();
  const done = () => notifications.show({ message: t('apple.woken'), autoClose: 4000 });
  return (
    <Button
      loading={wake.isPending}
      onClick={() => wake.mutate([deviceId], { onSuccess: done, onError: report })}
    >
      {t('apple.step.wake')}
    </Button>
  );
}
