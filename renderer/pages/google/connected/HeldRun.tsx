import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview, SyncRun } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useSyncAnswer } from '../../../queries/google';
import { Notice } from '../parts/Notice';
import { LetGoDialog } from './LetGoDialog';

/** A run held because the fleet shrank: the two answers, and what each does. */
export function HeldRun({ overview, run }: { overview: GoogleOverview; run: SyncRun }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const answer = useSyncAnswer();
  const missing = overview.heldMissing ?? 0;
  const figures = { seen: format.number(run.seen), before: format.number(overview.devices) };
  const give = (accept: boolean) =>
    answer.mutate(
      { runId: run.id, accept },
      {
        onSuccess: () => {
          setAsking(false);
          notifications.show(
            accept
              ? { message: t('answer.gone', { count: missing, n: format.number(missing) }) }
              : { title: t('answer.kept'), message: t('answer.keptText') },
          );
        },
        onError: (error) =>
          notifications.show({ color: 'red', title: t('notify.answerFailed'), message: errorText(error) }),
      },
    );
  const actions = (
    <>
      <Button disabled={answer.isPending} onClick={() => give(false)}>
        {t('answer.keep')}
      </Button>
      <Button disabled={answer.isPending} onClick={() => setAsking(true)} c="var(--bad)">
        {t('answer.let', { count: missing, n: format.number(missing) })}
      </Button>
    </>
  );
  return (
    <>
      <Notice
        tone="warn"
        title={t(run.seen === 0 ? 'answer.empty' : 'answer.shrunk', figures)}
        actions={actions}
      >
        <span>{t('answer.why')}</span>
      </Notice>
      <LetGoDialog
        count={missing}
        opened={asking}
        pending={answer.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => give(true)}
      />
    </>
  );
}
