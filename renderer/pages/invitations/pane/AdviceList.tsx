import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { Notice } from '../../google/parts/Notice';
import { isOwnReason, reasonWords } from '../words';
import { adviceOf } from './advice';
import css from './pane.module.css';

/** What stands in the invitation’s way, and which of the steps above it leads on. */
export function AdviceList({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const found = adviceOf(invitation);
  if (found.length === 0) return null;
  return (
    <div className={css.advice}>
      {found.map(({ key, tone, said, nextAt }) => (
        <Notice key={key} tone={tone}>
          <span>{t(`advice.${key}`, { time: nextAt === null ? '' : format.time(nextAt) })}</span>
          {said !== null &&
            (isOwnReason(said) ? <span>{reasonWords(said, t)}</span> : <q className={css.said}>{said}</q>)}
        </Notice>
      ))}
    </div>
  );
}
