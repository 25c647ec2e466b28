import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import type { Command } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { createFormat } from '../format';
import { endOf } from '../pages/commands/ended';
import { countsText } from '../pages/commands/words';
import { useOpenCommands } from '../queries/commands';
import { navigate } from '../stores/route';
import css from './notices.module.css';
import { letGoNotice } from './top/held/use-held-notices';

/** Tells, once, how each command ended that was under way while the window was open. */
export function useCommandNotices(): void {
  const open = useOpenCommands();
  const former = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (open === undefined) return;
    const now = new Set(open.map(({ id }) => id));
    const gone = [...(former.current ?? [])].filter((id) => !now.has(id));
    former.current = now;
    for (const id of gone) void tellEnd(id);
  }, [open]);
}

async function tellEnd(id: string): Promise<void> {
  // What cannot be read any more was deleted with its connection: there is nothing to tell.
  const command = await call('commands.get', { id }).catch(() => null);
  if (command === null) return;
  const end = endOf(command);
  if (end === null) return;
  notifications.hide(letGoNotice(id));
  const title = i18next.t(`actions:action.${command.spec.action}`);
  if (end === 'done') {
    const count = command.counts.acknowledged ?? 0;
    const { number } = createFormat(i18next.language, i18next.t);
    const message = i18next.t('commands:ended.done', { count, n: number(count) });
    notifications.show({ id: `command-${id}`, color: 'accent', title, message, autoClose: 5000 });
    return;
  }
  notifications.show({
    id: `command-${id}`,
    color: end === 'unknown' ? 'yellow' : 'red',
    title,
    message: <Attention command={command} />,
    autoClose: false,
  });
}

function Attention({ command }: { command: Command }) {
  const words = countsText(command.counts, i18next.t, createFormat(i18next.language, i18next.t));
  const see = () => {
    notifications.hide(`command-${command.id}`);
    navigate('commands', { id: command.id });
  };
  return (
    <div className={css.attention}>
      <span>{i18next.t('commands:ended.attention', { words })}</span>
      <Button onClick={see}>{i18next.t('commands:ended.see')}</Button>
    </div>
  );
}
