import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import type { Command } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { createFormat } from '../../../format';
import { deedText } from '../../../pages/actions/words';
import { fetchCommand } from '../../../queries/actions';
import { navigate, useRoute } from '../../../stores/route';
import { commandShown } from '../../command-shown';
import { heldOf, isUndone } from './held';
import css from './held.module.css';

const LET_GO_MS = 8_000;
const UNDONE_MS = 5_000;

/** The notice that a command is on its way; it has had its day once the command has ended. */
export const letGoNotice = (commandId: string) => `let-go-${commandId}`;

/** Tells once what became of each command that was held: undone, or on its way. */
export function useHeldNotices(held: readonly Command[] | undefined): void {
  const before = useRef<ReadonlyMap<string, Command>>(new Map());
  useEffect(() => {
    if (held === undefined) return;
    const now = new Map(held.map((command) => [command.id, command]));
    for (const id of before.current.keys()) if (!now.has(id)) void tellEnd(id);
    before.current = now;
  }, [held]);
}

async function tellEnd(id: string): Promise<void> {
  const command = await fetchCommand(id).catch(report);
  // Deleted with its connection: the connection's own notice says so.
  if (command == null || heldOf([command]).length > 0) return;
  const format = createFormat(i18next.language, i18next.t);
  const what = deedText(command.spec.action, command.total, i18next.t, format);
  if (isUndone(command)) {
    notifications.show({
      color: 'accent',
      title: i18next.t('actions:held.undone'),
      message: what,
      autoClose: UNDONE_MS,
    });
    return;
  }
  // One that has ended meanwhile is told as ended; one that is looked at needs no telling.
  if (command.endedAt !== null || commandShown(useRoute.getState()) === id) return;
  notifications.show({
    id: letGoNotice(id),
    color: 'accent',
    title: i18next.t('actions:held.letGo'),
    message: <LetGo id={id} what={what} />,
    autoClose: LET_GO_MS,
  });
}

function LetGo({ id, what }: { id: string; what: string }) {
  const show = () => navigate('commands', { id });
  return (
    <div className={css.letGo}>
      <span>{what}</span>
      <Button onClick={show} aria-label={i18next.t('actions:held.showOf', { what })}>
        {i18next.t('actions:held.show')}
      </Button>
    </div>
  );
}
