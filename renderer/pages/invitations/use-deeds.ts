import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useCancelInvitations, useCopyLink, useSendInvitations } from '../../queries/invitations';
import { reportRefusal } from './invite/tell';
import { sendWords } from './words';

const SHOWN_MS = 6000;

/** What can be done with invitations, each telling what came of it. */
export function useDeeds() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const sending = useSendInvitations();
  const cancelling = useCancelInvitations();
  const copying = useCopyLink();
  const tell = (message: string) => notifications.show({ message, autoClose: SHOWN_MS });
  const onError = reportRefusal;
  return {
    busy: sending.isPending || cancelling.isPending,
    send: (ids: readonly string[]) =>
      sending.mutate([...ids], { onError, onSuccess: (result) => tell(sendWords(result, t, format)) }),
    cancel: (ids: readonly string[]) =>
      cancelling.mutate([...ids], {
        onError,
        onSuccess: (count) => tell(t('cancel.done', { count, n: format.number(count) })),
      }),
    copyLink: (id: string) => copying.mutate(id, { onError, onSuccess: () => tell(t('copyLink.done')) }),
  };
}
