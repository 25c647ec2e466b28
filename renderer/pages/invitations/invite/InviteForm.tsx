import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type InviteInput, isMusterError } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { type InviteTarget, useInvite } from '../../../stores/invite';
import { Notice } from '../../google/parts/Notice';
import type { Outcome } from './InviteDialog';
import { InviteQuestions } from './InviteQuestions';
import css from './invite.module.css';
import { runInvite } from './run-invite';
import { surveyInvite } from './survey';
import { reportRefusal, tellOutcome } from './tell';

interface InviteFormProps {
  target: InviteTarget;
  onOutcome: (outcome: Outcome) => void;
}

/** Who is meant, how they are to be invited, and what about those who are invited already. */
export function InviteForm({ target, onOutcome }: InviteFormProps) {
  const { t } = useTranslation('invitations');
  const survey = useSurvey(target);
  const work = useInviting(onOutcome);
  return (
    <div className={css.form}>
      {survey.error !== null && (
        <Notice
          tone="bad"
          live
          actions={<Button onClick={() => void survey.refetch()}>{t('invite.again')}</Button>}
        >
          {errorText(survey.error)}
        </Notice>
      )}
      {survey.data === undefined && survey.error === null && (
        <p className={css.figures} role="status">
          {t('invite.counting')}
        </p>
      )}
      {survey.data !== undefined && (
        <InviteQuestions
          survey={survey.data}
          error={work.error}
          busy={work.isPending}
          onSubmit={work.mutate}
        />
      )}
    </div>
  );
}

function useSurvey(target: InviteTarget) {
  const turn = useInvite((state) => state.turn);
  return useQuery({
    queryKey: ['invitations', 'survey', turn],
    queryFn: ({ signal }) => surveyInvite(target, signal),
    gcTime: 0,
  });
}

/** Makes them. When the dialog was left meanwhile, what came of it is told as news. */
function useInviting(onOutcome: (outcome: Outcome) => void) {
  const turn = useInvite((state) => state.turn);
  return useMutation({
    mutationFn: async (input: InviteInput) => {
      const isLeft = () => useInvite.getState().target === null || useInvite.getState().turn !== turn;
      try {
        const outcome = await outcomeOf(input);
        if (isLeft()) tellOutcome(outcome);
        else onOutcome(outcome);
      } catch (error) {
        if (!isLeft()) throw error;
        reportRefusal(error);
      }
    },
  });
}

async function outcomeOf(input: InviteInput): Promise<Outcome> {
  try {
    return { kind: 'made', result: await runInvite(input), mailed: input.send === 'mail' };
  } catch (error) {
    if (isMusterError(error, 'cancelled')) return { kind: 'stopped' };
    throw error;
  }
}
