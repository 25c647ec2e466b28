import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import { useSyncStart } from '../../../queries/google';

/** Starts another run, beside the words about the last one. */
export function SyncAgain() {
  const { t } = useTranslation('google');
  const start = useSyncStart();
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', title: t('notify.syncFailed'), message: errorText(error) });
  return (
    <Button loading={start.isPending} onClick={() => start.mutate(undefined, { onError })}>
      {t('health.syncAgain')}
    </Button>
  );
}
