import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import css from './invite.module.css';
import { prospect, type Survey } from './survey';

interface SurveyWordsProps {
  survey: Survey;
  again: boolean;
  mailed: boolean;
}

/** How many would be invited, and who would not be, with the reason. */
export function SurveyWords({ survey, again, mailed }: SurveyWordsProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const { made, noAddress } = prospect(survey, again);
  const say = (key: string, count: number) => t(key, { count, n: format.number(count) });
  const notes = [
    ...(mailed && noAddress > 0 ? [say('invite.noAddress', noAddress)] : []),
    ...(survey.open > 0 && !again ? [say('invite.leftOut', survey.open)] : []),
    ...(survey.open > 0 && again ? [say('invite.replaced', survey.open)] : []),
    ...(survey.notActive > 0 ? [say('invite.notActive', survey.notActive)] : []),
  ];
  return (
    <div role="status">
      <p className={css.lead}>
        {made === 0
          ? t('invite.nobody')
          : survey.name !== null
            ? t('invite.one', { name: survey.name })
            : say('invite.many', made)}
      </p>
      {notes.length > 0 && (
        <ul className={css.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
