import { Button } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Command, isGrave } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { deedText } from '../../../pages/actions/words';
import { useUndoCommand } from '../../../queries/commands';
import { navigate } from '../../../stores/route';
import { leftMs } from './held';
import css from './held.module.css';

const TICK_MS = 250;

/** One held command: what it is, how long it can still be undone, and the way back. */
export function HeldCommand({ command }: { command: Command }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const undo = useUndoCommand();
  const what = deedText(command.spec.action, command.total, t, format);
  return (
    <div className={css.command} data-grave={isGrave(command.spec.action) || undefined}>
      <IconClockPause size={16} stroke={1.6} aria-hidden />
      <span className={css.what} title={what}>
        {what}
      </span>
      <Countdown command={command} />
      <Button
        variant="filled"
        aria-label={t('held.undoOf', { what })}
        loading={undo.isPending}
        onClick={() => undo.mutate(command.id, { onError: report })}
      >
        {t('held.undo')}
      </Button>
      <Button
        className={css.show}
        aria-label={t('held.showOf', { what })}
        onClick={() => navigate('commands', { id: command.id })}
      >
        {t('held.show')}
      </Button>
    </div>
  );
}

function Countdown({ command }: { command: Command }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const left = leftMs(command, useNow(TICK_MS));
  return (
    <span className={css.left} role="timer">
      {left === null ? t('held.now') : t('held.sentIn', { left: format.duration(left) })}
    </span>
  );
}
