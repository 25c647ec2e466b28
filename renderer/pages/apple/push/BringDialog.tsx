import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppleCounts, isMusterError, type PushOverview } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useBringPush } from '../../../queries/push';
import { DangerButton } from '../../google/parts/DangerButton';
import { Notice } from '../../google/parts/Notice';
import { PickedDialog, type PickedDialogProps } from './PickedDialog';

interface BringDialogProps extends PickedDialogProps {
  push: PushOverview;
  counts: AppleCounts;
  onDone: () => void;
}

/** Takes in a push certificate. One with another topic only after a word of its own: devices would have to register again. */
export function BringDialog({ push, counts, onDone, ...dialog }: BringDialogProps) {
  const { t } = useTranslation('apple');
  const bring = useBringPush();
  const frame = useRef<HTMLFormElement>(null);
  const [appleId, setAppleId] = useState(push.appleId ?? '');
  const [agreed, setAgreed] = useState(false);
  useProblemFocus(frame, bring.error);
  const otherTopic = isMusterError(bring.error, 'push_wrong_topic');
  const submit = (password: string | null) =>
    bring.mutate(
      {
        handle: dialog.picked.handle,
        password,
        appleId: appleId.trim() === '' ? null : appleId.trim(),
        replaceTopic: otherTopic && agreed,
      },
      {
        onError: promptForVault,
        onSuccess: () => {
          dialog.onClose();
          onDone();
          notifications.show({ message: t('guide.bring.done'), color: 'accent', autoClose: 6000 });
        },
      },
    );
  return (
    <PickedDialog
      {...dialog}
      title={t('guide.bring.dialog')}
      frame={frame}
      error={otherTopic ? null : bring.error}
      onType={bring.reset}
      onSubmit={submit}
      submit={
        otherTopic ? (
          <DangerButton disabled={!agreed} loading={bring.isPending}>
            {t('guide.bring.replace')}
          </DangerButton>
        ) : (
          <Button type="submit" variant="filled" loading={bring.isPending}>
            {t('guide.bring.submit')}
          </Button>
        )
      }
    >
      <TextInput
        label={t('guide.bring.appleId')}
        description={t('guide.bring.appleIdHint')}
        autoComplete="off"
        spellCheck={false}
        inputMode="email"
        maxLength={254}
        value={appleId}
        onChange={(event) => setAppleId(event.currentTarget.value)}
      />
      {otherTopic && (
        <OtherTopic error={bring.error} devices={counts.active} agreed={agreed} onAgree={setAgreed} />
      )}
    </PickedDialog>
  );
}

interface OtherTopicProps {
  error: unknown;
  /** Devices that are registered under the topic in use. */
  devices: number;
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
}

function OtherTopic({ error, devices, agreed, onAgree }: OtherTopicProps) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  return (
    <>
      <Notice tone="bad" title={t('guide.bring.otherTopic')} live>
        {errorText(error)}
      </Notice>
      <Checkbox
        checked={agreed}
        onChange={(event) => onAgree(event.currentTarget.checked)}
        label={t('guide.bring.agree')}
        description={t('guide.bring.agreeHint', { count: devices, n: format.number(devices) })}
      />
    </>
  );
}
