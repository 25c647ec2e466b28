import { useTranslation } from 'react-i18next';
import type { InvitationCounts, InvitationState } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { showInvitations } from '../invitations/state/open';
import css from './overview.module.css';
import { registrationFigures } from './registrations';
import { Widget } from './Widget';

/** How many of those who were invited have registered a device, and where the others are. */
export function RegistrationsWidget({ counts }: { counts: InvitationCounts }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const { used, invited, rest } = registrationFigures(counts);
  const show = (state: InvitationState) => workspace !== null && showInvitations(workspace.id, [state]);
  return (
    <Widget title={t('registrations.title')} hint={t('registrations.hint')} span={3}>
      <p className={css.part}>
        <button
          type="button"
          className={css.big}
          aria-label={t('registrations.show', { count: used, n: format.number(used) })}
          onClick={() => show('used')}
        >
          {format.number(used)}
        </button>{' '}
        {t('registrations.of', { count: invited, n: format.number(invited) })}
      </p>
      <p className={css.rest}>
        {rest.map(({ state, count }) => (
          <button key={state} type="button" className={css.link} onClick={() => show(state)}>
            {t(`registrations.${state}`, { count, n: format.number(count) })}
          </button>
        ))}
      </p>
    </Widget>
  );
}
