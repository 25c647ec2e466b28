import { useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { type TargetFilter, useCommand } from '../../../queries/commands';
import { navigate, useRoute } from '../../../stores/route';
import css from '../commands.module.css';
import { Empty } from '../Empty';
import { TargetPane } from '../pane/TargetPane';
import { ReadFailed } from '../ReadFailed';
import { enterCommand, useTargetPlace } from '../state';
import { SelectionBar } from '../targets/SelectionBar';
import { TargetTable } from '../targets/TargetTable';
import { useTargets } from '../targets/use-targets';
import { actionText, readStates } from '../words';
import { CommandHeader } from './CommandHeader';
import { Notices } from './Notices';
import { TargetFilters } from './TargetFilters';

/** One command: what it is, how it stands, and every device it is for. */
export function CommandDetail({ id }: { id: string }) {
  // What is open and picked belongs to one command alone.
  const entered = useTargetPlace((place) => place.commandId === id);
  useLayoutEffect(() => enterCommand(id), [id]);
  const command = useCommand(id);
  return (
    <div className={css.page}>
      <Crumb command={command.data ?? null} />
      {command.error !== null && (
        <ReadFailed what="list.failed" error={command.error} onRetry={() => void command.refetch()} />
      )}
      {command.data === null && (
        <div className={css.split}>
          <Empty kind="gone" />
        </div>
      )}
      {entered && command.data != null && <Content command={command.data} />}
    </div>
  );
}

function Crumb({ command }: { command: Command | null }) {
  const { t } = useTranslation(['commands', 'actions']);
  return (
    <nav className={css.crumb} aria-label={t('crumb')}>
      <button type="button" onClick={() => navigate('commands')}>
        {t('title')}
      </button>
      <span aria-hidden="true">/</span>
      <span aria-current="page">{command === null ? '' : actionText(command.spec, t)}</span>
    </nav>
  );
}

function Content({ command }: { command: Command }) {
  const now = useNow(command.holdUntil === null ? 15_000 : 1000);
  const states = useRoute((route) => route.params.states);
  const text = useTargetPlace((place) => place.text.trim().slice(0, 200));
  const openId = useTargetPlace((place) => place.openId);
  const filter = useMemo<TargetFilter>(
    () => ({ commandId: command.id, states: readStates(states), text }),
    [command.id, states, text],
  );
  const targets = useTargets(filter);
  return (
    <>
      <CommandHeader command={command} now={now} />
      <Notices command={command} now={now} />
      <TargetFilters command={command} shown={targets.total} />
      {targets.error !== null && (
        <ReadFailed what="targets.failed" error={targets.error} onRetry={targets.retry} />
      )}
      <div className={css.split}>
        <div className={css.list}>
          <TargetTable command={command} targets={targets} now={now} />
          {targets.total === 0 && <Empty kind="targets" onAction={() => showAll(command.id)} />}
          <SelectionBar command={command} />
        </div>
        {openId !== null && <TargetPane command={command} id={openId} targets={targets} now={now} />}
      </div>
    </>
  );
}

function showAll(id: string): void {
  useTargetPlace.setState({ text: '' });
  navigate('commands', { id }, true);
}
