import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command, Target } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useReconcile } from '../../../queries/commands';
import { familyOfCommand, reasonText, targetName } from '../words';
import { Evidence } from './Evidence';
import css from './pane.module.css';

/** Reads the device to find out what became of an unknown outcome, and says what was found. */
export function LookAtDevice({ command, target }: { command: Command; target: Target }) {
  const { t } = useTranslation(['commands', 'actions']);
  const format = useFormat();
  const look = useReconcile();
  const start = async () => {
    const found = await look.mutateAsync(target.id).catch(() => null);
    if (found === null || found.state === 'unknown') return;
    notifications.show({
      title: targetName(found),
      message: t('step.found', {
        state: t(`actions:state.${found.state}`),
        reason: reasonText(found, familyOfCommand(command), t) ?? '',
      }),
      autoClose: 8000,
    });
  };
  return (
    <>
      <Evidence target={target} />
      <Button
        variant="filled"
        loading={look.isPending}
        leftSection={<IconEye size={15} aria-hidden="true" />}
        onClick={() => void start()}
      >
        {t('step.reconcile')}
      </Button>
      <p className={css.found} role="status">
        {look.isPending && t('step.looking')}
        {look.isError && errorText(look.error)}
        {look.data?.state === 'unknown' &&
          t('step.notTold', { time: format.time(look.data.checkedAt ?? Date.now()) })}
      </p>
    </>
  );
}
