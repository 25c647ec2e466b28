import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { MailTemplateState } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useResetTemplate, useSaveTemplate } from '../../../queries/mail';
import css from './templates.module.css';

/** How long a text can be had back from its notice, in milliseconds. */
const UNDO_MS = 15_000;
const NOTICE = 'template-reset';

/** Goes back to the text that comes with Muster, and offers to put the edited one back. */
export function useReset({ kind, language, template }: MailTemplateState) {
  const { t } = useTranslation('mail');
  const reset = useResetTemplate();
  const save = useSaveTemplate();
  const undo = () => {
    notifications.hide(NOTICE);
    save.mutate(
      { kind, language, template },
      {
        onError: report,
        onSuccess: () => notifications.show({ message: t('templates.undone'), autoClose: 4000 }),
      },
    );
  };
  const run = () =>
    reset.mutate(
      { kind, language },
      {
        onError: report,
        onSuccess: () => {
          notifications.hide(NOTICE);
          notifications.show({
            id: NOTICE,
            color: 'accent',
            autoClose: UNDO_MS,
            message: <WasReset onUndo={undo} />,
          });
        },
      },
    );
  return { run, busy: reset.isPending };
}

function WasReset({ onUndo }: { onUndo: () => void }) {
  const { t } = useTranslation('mail');
  return (
    <div className={css.reset}>
      <span>{t('templates.back')}</span>
      <Button onClick={onUndo}>{t('templates.undo')}</Button>
    </div>
  );
}
