import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InviteInput, isMusterError } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { closeInvite, type InviteTarget, useInvite } from '../../../stores/invite';
import { Choice } from '../../actions/Choice';
import { Notice } from '../../google/parts/Notice';
import type { Outcome } from './InviteDialog';
import css from './invite.module.css';
import { MendButton, Obstacles, obstacleOf, useObstacles } from './Obstacles';
import { runInvite } from './run-invite';
import { SurveyWords } from './SurveyWords';
import { prospect, type Survey, surveyInvite } from './survey';
import { tellOutcome } from './tell';

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
        <Questions survey={survey.data} error={work.error} busy={work.isPending} onSubmit={work.mutate} />
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
      const outcome = await outcomeOf(input);
      const { target, turn: now } = useInvite.getState();
      if (target !== null && now === turn) onOutcome(outcome);
      else tellOutcome(outcome);
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

interface QuestionsProps {
  survey: Survey;
  error: unknown;
  busy: boolean;
  onSubmit: (input: InviteInput) => void;
}

function Questions({ survey, error, busy, onSubmit }: QuestionsProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const obstacles = useObstacles();
  const canMail = !obstacles.includes('mail') && !obstacles.includes('name');
  const [chosen, setChosen] = useState<InviteInput['send'] | null>(null);
  const send = canMail ? (chosen ?? 'mail') : 'later';
  const [again, setAgain] = useState(false);
  const { made } = prospect(survey, again);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && made > 0) onSubmit({ users: survey.users, send, again });
  };
  const refused = obstacleOf(error);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form className={css.form} onSubmit={submit}>
      <SurveyWords survey={survey} again={again} mailed={send === 'mail'} />
      {survey.open > 0 && (
        <Choice
          label={t('invite.open.label')}
          hint={t('invite.open.hint')}
          options={[
            { value: 'leave', label: t('invite.open.leave') },
            { value: 'again', label: t('invite.open.again') },
          ]}
          chosen={again ? 'again' : 'leave'}
          onChoose={(value) => setAgain(value === 'again')}
        />
      )}
      {canMail && (
        <Choice
          label={t('invite.way.label')}
          hint={t(`invite.way.hint.${send}`)}
          options={[
            { value: 'mail', label: t('invite.way.mail') },
            { value: 'later', label: t('invite.way.later') },
          ]}
          chosen={send}
          onChoose={setChosen}
        />
      )}
      <Obstacles obstacles={obstacles} />
      {error !== null && error !== undefined && (
        <Notice tone="bad" live actions={refused !== null && <MendButton obstacle={refused} />}>
          {errorText(error)}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button onClick={closeInvite}>{t('common:cancel')}</Button>
        <Button ref={first} type="submit" variant="filled" disabled={made === 0} loading={busy}>
          {t(`invite.submit.${send}`, { count: made, n: format.number(made) })}
        </Button>
      </div>
    </form>
  );
}
