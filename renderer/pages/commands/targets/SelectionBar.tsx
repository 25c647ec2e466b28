import { notifications } from '@mantine/notifications';
import { IconCopy, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import { useCancelTargets } from '../../../queries/commands';
import { openActionReview } from '../../../stores/action-review';
import { SelectionToolbar } from '../../devices/SelectionToolbar';
import { ToolButton } from '../../devices/ToolButton';
import { canCancel, canRetry } from '../advice';
import { clearPicked, useTargetPlace } from '../state';

/** How many devices of the command are picked, and what can be done with them now. */
export function SelectionBar({ command }: { command: Command }) {
  // The map stays the same object while what is picked changes; the version tells.
  useTargetPlace(({ version }) => version);
  const states = [...useTargetPlace.getState().picked.values()];
  const count = states.length;
  if (count === 0) return null;
  return (
    <SelectionToolbar texts="commands" count={count} onClear={clearPicked}>
      {states.some(canRetry) && <RetryPicked command={command} />}
      {states.some(canCancel) && <CancelPicked command={command} />}
      <CopySerials />
    </SelectionToolbar>
  );
}

const idsWhere = (fits: typeof canRetry) =>
  [...useTargetPlace.getState().picked].filter(([, target]) => fits(target)).map(([id]) => id);

function RetryPicked({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const open = () =>
    openActionReview({
      spec: command.spec,
      selection: { kind: 'failed', commandId: command.id, targets: idsWhere(canRetry) },
    });
  return (
    <ToolButton icon={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />} onClick={open}>
      {t('selection.retry')}
    </ToolButton>
  );
}

function CancelPicked({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const cancel = useCancelTargets();
  const before = command.counts.cancelled ?? 0;
  const told = ({ counts }: Command) => {
    const count = Math.max(0, (counts.cancelled ?? 0) - before);
    notifications.show({
      message: t('selection.cancelled', { count, n: format.number(count) }),
      autoClose: 3000,
    });
  };
  const start = () =>
    void cancel.mutateAsync({ id: command.id, targets: idsWhere(canCancel) }).then(told, report);
  return (
    <ToolButton disabled={cancel.isPending} onClick={start}>
      {t('selection.cancel')}
    </ToolButton>
  );
}

function CopySerials() {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const copy = () => {
    const serials = [...useTargetPlace.getState().picked.values()].flatMap(({ serial }) => serial ?? []);
    const count = serials.length;
    const told = () =>
      notifications.show({
        message: t('selection.copied', { count, n: format.number(count) }),
        autoClose: 3000,
      });
    call('app.copy', { text: serials.join('\n') }).then(told, report);
  };
  return (
    <ToolButton icon={<IconCopy size={14} stroke={1.6} aria-hidden="true" />} onClick={copy}>
      {t('selection.copy')}
    </ToolButton>
  );
}
