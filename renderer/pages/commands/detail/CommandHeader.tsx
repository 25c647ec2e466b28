import { Trans, useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { useOpenCommands, usePace } from '../../../queries/commands';
import { formatRoute } from '../../../stores/route';
import { ActionSign } from '../ActionSign';
import { CountsBar } from '../CountsBar';
import css from '../commands.module.css';
import { leftOf } from '../left';
import { CommandState } from '../list/CommandRow';
import { When } from '../When';
import { familyOfCommand, parameterText, sentOf } from '../words';
import { CommandButtons } from './CommandButtons';

/** What was asked of how many, by whom and when, how far it is, and what can be done with all of it. */
export function CommandHeader({ command, now }: { command: Command; now: number }) {
  const { t } = useTranslation(['commands', 'actions']);
  const { spec } = command;
  const parameters = parameterText(spec, t);
  return (
    <header className={css.header}>
      <div className={css.titleLine}>
        <ActionSign action={spec.action} size={20} />
        <h2>
          {t(`actions:action.${spec.action}`)}
          {parameters !== null && <span className={css.parameters}>{parameters}</span>}
        </h2>
        <span role="status">
          <CommandState command={command} />
        </span>
        <CommandButtons command={command} />
      </div>
      <Facts command={command} now={now} />
      <Progress command={command} now={now} />
    </header>
  );
}

function Facts({ command, now }: { command: Command; now: number }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const { total, actor, origin, account, createdAt, retryOf } = command;
  return (
    <p className={css.facts}>
      <span>{t('devices', { count: total, n: format.number(total) })}</span>
      <span>
        <Trans
          t={t}
          i18nKey="header.given"
          values={{ actor, origin: t(`list.origin.${origin}`) }}
          components={{ when: <When at={createdAt} now={now} /> }}
        />
      </span>
      {account !== '' && <span>{t('header.account', { account })}</span>}
      {retryOf !== null && (
        <span>
          <Trans
            t={t}
            i18nKey="header.retryOf"
            // biome-ignore lint/a11y/useAnchorContent: the text puts the words into it
            components={{ a: <a href={formatRoute({ page: 'commands', params: { id: retryOf } })} /> }}
          />
        </span>
      )}
    </p>
  );
}

function Progress({ command, now }: { command: Command; now: number }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const isQueued = (command.counts.queued ?? 0) > 0;
  const open = useOpenCommands();
  const pace = usePace(isQueued);
  const left = leftOf(command, open ?? [], pace);
  const waiting = pace?.waitingUntil ?? null;
  return (
    <div className={css.progress}>
      <CountsBar command={command} wide />
      {isQueued && (
        <p className={css.facts}>
          <span>
            {t('left.sent', { sent: format.number(sentOf(command)), total: format.number(command.total) })}
          </span>
          {left !== null && <span>{t('left.about', { left: format.duration(left) })}</span>}
          {waiting !== null && waiting > now && (
            <span className={css.late}>
              {t(familyOfCommand(command) === 'apple' ? 'left.untilHere' : 'left.until', {
                time: format.time(waiting),
              })}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
