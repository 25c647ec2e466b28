import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { useMailOverview } from '../../../queries/mail';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { openDesk } from '../../../stores/desk';
import { openHandOver } from '../../../stores/hand-over';
import { closeInvite } from '../../../stores/invite';
import { MOST_CARDS } from '../sheet/most-cards';
import { showInvitations } from '../state/open';
import { inviteWords, madeOf } from '../words';
import type { Outcome } from './InviteDialog';
import css from './invite.module.css';
import { useFocused } from './use-focused';

/** What came of it, and where to go on. */
export function InviteOutcome({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('invitations');
  const workspace = useCurrentWorkspace();
  const first = useFocused();
  const ids = outcome.kind === 'made' ? outcome.result.ids : [];
  const leave = (next: () => void) => () => {
    closeInvite();
    next();
  };
  return (
    <div className={css.form}>
      <OutcomeWords outcome={outcome} />
      <div className={css.buttons}>
        {ids.length > 0 && ids.length <= MOST_CARDS && (
          <Button onClick={leave(() => openHandOver({ kind: 'sheet', ids }))}>{t('invited.sheet')}</Button>
        )}
        {ids.length > 0 && <Button onClick={leave(() => openDesk(ids))}>{t('invited.desk')}</Button>}
        <span className={css.gap} />
        {workspace !== null && (
          <Button ref={first} variant="filled" onClick={leave(() => showInvitations(workspace.id))}>
            {t('invited.open')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The same words in the dialog and in the news. */
export function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const trouble = useMailOverview().data?.trouble ?? null;
  if (outcome.kind === 'stopped') {
    return (
      <div className={css.outcome} data-tone="warn" role="status">
        <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" />
        <p>{t('invited.stopped')}</p>
      </div>
    );
  }
  const { created } = outcome.result;
  const mails = trouble === null ? 'mailing' : 'stuck';
  const [first, ...others] = inviteWords(outcome.result, t, format);
  return (
    <div className={css.outcome} data-tone={madeOf(outcome.result) === 0 ? 'warn' : undefined} role="status">
      <IconCircleCheck size={18} stroke={1.7} aria-hidden="true" />
      <div>
        <p className={css.lead}>{first}</p>
        <ul className={css.notes}>
          {outcome.mailed && created > 0 && <li>{t(`invited.${mails}`)}</li>}
          {!outcome.mailed && created > 0 && <li>{t('invited.waiting')}</li>}
          {others.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
