import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import type { Command } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { createFormat } from '../format';
import { endOf, isTakenBack } from '../pages/commands/ended';
import { countsText } from '../pages/commands/words';
import { useOpenCommands } from '../queries/commands';
import { navigate, useRoute } from '../stores/route';
import { commandShown } from './command-shown';
import css from './notices.module.css';
import { letGoNotice } from './top/held/use-held-notices';

const endNotice = (commandId: string) => `command-${commandId}`;

/** Tells, once, how each command ended that was under way while the window was open. */
export function useCommandNotices(): void {
  const open = useOpenCommands();
  useNoneOf(useRoute(commandShown));
  const former = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (open === undefined) return;
    const now = new Set(open.map(({ id }) => id));
    const gone = [...(former.current ?? [])].filter((id) => !now.has(id));
    former.current = now;
    for (const id of gone) void tellEnd(id);
  }, [open]);
}

/** Takes the notices of a command away once it is looked at. */
function useNoneOf(commandId: string | null): void {
  useEffect(() => {
    if (commandId === null) return;
    notifications.hide(letGoNotice(commandId));
    notifications.hide(endNotice(commandId));
  }, [commandId]);
}

async function tellEnd(id: string): Promise<void> {
  // What cannot be read any more was deleted with its connection: there is nothing to tell.
  const command = await call('commands.get', { id }).catch(() => null);
  if (command === null) return;
  const end = await endToTell(command);
  if (end === null) return;
  notifications.hide(letGoNotice(id));
  if (commandShown(useRoute.getState()) === id) return;
  const title = i18next.t(`actions:action.${command.spec.action}`);
  if (end === 'done') {
    const count = command.counts.acknowledged ?? 0;
    const { number } = createFormat(i18next.language, i18next.t);
    const message = i18next.t('commands:ended.done', { count, n: number(count) });
    notifications.show({ id: endNotice(id), color: 'accent', title, message, autoClose: 5000 });
    return;
  }
  notifications.show({
    id: endNotice(id),
    color: end === 'failed' ? 'red' : 'yellow',
    title,
    message: <Attention command={command} />,
    autoClose: false,
  });
}

/** What the admin took back needs no telling; what was refused on its way does. */
async function endToTell(command: Command): Promise<ReturnType<typeof endOf>> {
  const end = endOf(command);
  if (end !== 'cancelled') return end;
  const first = { commandId: command.id, states: ['cancelled' as const], offset: 0, limit: 1 };
  const found = await call('commands.targets', first).catch(() => null);
  if (found?.rows.some(({ reason }) => !isTakenBack(reason))) return end;
  return (command.counts.acknowledged ?? 0) > 0 ? 'done' : null;
}

function Attention({ command }: { command: Command }) {
  const words = countsText(command.counts, i18next.t, createFormat(i18next.language, i18next.t));
  return (
    <div className={css.attention}>
      <span>{i18next.t('commands:ended.attention', { words })}</span>
      <Button onClick={() => navigate('commands', { id: command.id })}>
        {i18next.t('commands:ended.see')}
      </Button>
    </div>
  );
}
