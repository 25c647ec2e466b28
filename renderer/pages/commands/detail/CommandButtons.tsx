import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import {
  useDismissCommand,
  useExportTargets,
  useNeedsSeeing,
  usePauseCommand,
  useResumeCommand,
  useUndoCommand,
} from '../../../queries/commands';
import { openActionReview } from '../../../stores/action-review';
import { ExportDone } from '../../devices/ExportDone';
import css from '../commands.module.css';
import { CancelRest } from './CancelRest';

/** What can be done with the whole of a command now; nothing that cannot is shown. */
export function CommandButtons({ command }: { command: Command }) {
  const { counts } = command;
  const waiting = (counts.queued ?? 0) + (counts.held ?? 0);
  return (
    <div className={css.buttons}>
      {(counts.held ?? 0) > 0 && <Undo command={command} />}
      {(counts.queued ?? 0) > 0 && <PauseOrResume command={command} />}
      {(counts.queued ?? 0) > 0 && <CancelRest command={command} count={waiting} />}
      <TryAgain command={command} />
      <Seen command={command} />
      <Export command={command} />
    </div>
  );
}

/** Takes a held command back; the top bar tells when it is. */
export function Undo({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const undo = useUndoCommand();
  return (
    <Button
      variant="filled"
      loading={undo.isPending}
      leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
      onClick={() => undo.mutate(command.id, { onError: report })}
    >
      {t('header.undo')}
    </Button>
  );
}

function PauseOrResume({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const pause = usePauseCommand();
  const resume = useResumeCommand();
  const isPaused = command.paused !== null;
  const change = isPaused ? resume : pause;
  const Sign = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      disabled={pause.isPending || resume.isPending}
      leftSection={<Sign size={15} aria-hidden="true" />}
      onClick={() => change.mutate(command.id, { onError: report })}
    >
      {t(isPaused ? 'header.resume' : 'header.pause')}
    </Button>
  );
}

function TryAgain({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const count = endedBadly(command);
  if (count === 0) return null;
  const selection = { kind: 'failed', commandId: command.id } as const;
  return (
    <Button onClick={() => openActionReview({ spec: command.spec, selection })}>
      {t('header.retry', { count, n: format.number(count) })}
    </Button>
  );
}

function Seen({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const dismiss = useDismissCommand();
  const needed = useNeedsSeeing(command);
  // A command with an unknown outcome goes on needing somebody after its failures were seen.
  const done = dismiss.data !== undefined && endedBadly(dismiss.data) === endedBadly(command);
  if (!needed || done) return null;
  return (
    <Button
      title={t('header.seenHint')}
      disabled={dismiss.isPending}
      onClick={() => dismiss.mutate(command.id, { onError: report })}
    >
      {t('header.seen')}
    </Button>
  );
}

function endedBadly({ counts }: Command): number {
  return (counts.failed ?? 0) + (counts.expired ?? 0);
}

function Export({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const exporting = useExportTargets();
  const start = (kind: 'csv' | 'json') =>
    exporting.mutate(
      { commandId: command.id, format: kind },
      {
        onError: report,
        onSuccess: (result) => {
          if (result === null) return;
          notifications.show({
            title: t('header.exported', { count: result.rows, n: format.number(result.rows) }),
            message: createElement(ExportDone, { path: result.path, size: format.bytes(result.bytes) }),
            autoClose: 15_000,
          });
        },
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button loading={exporting.isPending} leftSection={<IconDownload size={15} aria-hidden="true" />}>
          {t('header.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'json'] as const).map((kind) => (
          <Menu.Item key={kind} onClick={() => start(kind)}>
            {t(`header.exportKind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
