import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InviteInput } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { closeInvite } from '../../../stores/invite';
import { Choice } from '../../actions/Choice';
import { Notice } from '../../google/parts/Notice';
import css from './invite.module.css';
import { MendButton, type Obstacle, Obstacles, obstacleOf, useObstacles } from './Obstacles';
import { SurveyWords } from './SurveyWords';
import { prospect, type Survey } from './survey';
import { useFocused } from './use-focused';

interface InviteQuestionsProps {
  survey: Survey;
  /** What the last attempt failed with. */
  error: unknown;
  busy: boolean;
  onSubmit: (input: InviteInput) => void;
}

/** What is to be decided about the users meant: by mail or later, and what of those who are invited already. */
export function InviteQuestions({ survey, error, busy, onSubmit }: InviteQuestionsProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const obstacles = useObstacles();
  const canMail = !obstacles.includes('mail') && !obstacles.includes('name');
  const [chosen, setChosen] = useState<InviteInput['send'] | null>(null);
  const send = canMail ? (chosen ?? 'mail') : 'later';
  const [again, setAgain] = useState(false);
  const { made, noAddress } = prospect(survey, again);
  const mailed = made - noAddress;
  const isMailed = send === 'mail' && (mailed > 0 || made === 0);
  const first = useFocused();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && made > 0) onSubmit({ users: survey.users, send, again });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <SurveyWords survey={survey} again={again} mailed={send === 'mail'} />
      {survey.open > 0 && <OpenChoice again={again} onChoose={setAgain} />}
      {canMail && <WayChoice send={send} onChoose={setChosen} />}
      <Obstacles obstacles={obstacles} />
      <Refusal error={error} known={obstacles} />
      <div className={css.buttons}>
        <Button onClick={closeInvite}>{t('common:cancel')}</Button>
        <Button ref={first} type="submit" variant="filled" disabled={made === 0} loading={busy}>
          {isMailed
            ? t('invite.submit.mail', { count: mailed, n: format.number(mailed) })
            : t('invite.submit.later', { count: made, n: format.number(made) })}
        </Button>
      </div>
    </form>
  );
}

function OpenChoice({ again, onChoose }: { again: boolean; onChoose: (again: boolean) => void }) {
  const { t } = useTranslation('invitations');
  return (
    <Choice
      label={t('invite.open.label')}
      hint={t('invite.open.hint')}
      options={[
        { value: 'leave', label: t('invite.open.leave') },
        { value: 'again', label: t('invite.open.again') },
      ]}
      chosen={again ? 'again' : 'leave'}
      onChoose={(value) => onChoose(value === 'again')}
    />
  );
}

interface WayChoiceProps {
  send: InviteInput['send'];
  onChoose: (send: InviteInput['send']) => void;
}

function WayChoice({ send, onChoose }: WayChoiceProps) {
  const { t } = useTranslation('invitations');
  return (
    <Choice
      label={t('invite.way.label')}
      hint={t(`invite.way.hint.${send}`)}
      options={[
        { value: 'mail', label: t('invite.way.mail') },
        { value: 'later', label: t('invite.way.later') },
      ]}
      chosen={send}
      onChoose={onChoose}
    />
  );
}

/** Why nothing was made, unless it is said already. */
function Refusal({ error, known }: { error: unknown; known: readonly Obstacle[] }) {
  const obstacle = obstacleOf(error);
  if (error === null || (obstacle !== null && known.includes(obstacle))) return null;
  return (
    <Notice tone="bad" live actions={obstacle !== null && <MendButton obstacle={obstacle} />}>
      {errorText(error)}
    </Notice>
  );
}
