import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useNow } from '../../components/use-now';
import { type Format, useFormat } from '../../format';
import { type LongWork, longWork } from '../../pages/commands/left';
import { sentOf } from '../../pages/commands/words';
import {
  type Pace,
  useOpenCommands,
  usePace,
  usePauseCommand,
  useResumeCommand,
} from '../../queries/commands';
import { formatRoute, type RouteParams } from '../../stores/route';
import { Work } from './Work';

/** The commands that take long: “3 120 of 10 000 sent · 2 h 3 min left”, and the way to pause them. */
export function CommandWork() {
  const { t } = useTranslation(['commands', 'actions']);
  const format = useFormat();
  const work = longWork(useOpenCommands() ?? [], sentOf);
  const pace = usePace(work !== null);
  const now = useNow(15_000);
  const pause = usePauseCommand();
  const resume = useResumeCommand();
  if (work === null) return null;
  const { command, commands, paused } = work;
  const name =
    command === null
      ? t('work.several', { count: commands.length, n: format.number(commands.length) })
      : t(`actions:action.${command.spec.action}`);
  const change = paused ? resume : pause;
  const changeAll = () => {
    for (const one of commands) {
      if ((one.paused !== null) === paused) change.mutate(one.id, { onError: report });
    }
  };
  const params: RouteParams = command === null ? { which: 'open' } : { id: command.id };
  return (
    <Work
      label={<a href={formatRoute({ page: 'commands', params })}>{name}</a>}
      name={name}
      part={work.total === 0 ? null : work.sent / work.total}
      text={workText(work, { pace, now }, t, format)}
      icon={paused ? IconPlayerPlay : IconPlayerPause}
      cancelLabel={t(paused ? 'work.resume' : 'work.pause')}
      onCancel={pause.isPending || resume.isPending ? null : changeAll}
    />
  );
}

/** How far the sending is; what stops it comes before how long it takes. */
export function workText(
  { sent, total, paused }: Pick<LongWork, 'sent' | 'total' | 'paused'>,
  { pace, now }: { pace: Pace | null; now: number },
  t: TFunction,
  format: Format,
): string {
  const counted = t('commands:work.sent', { sent: format.number(sent), total: format.number(total) });
  if (paused) return t('commands:work.paused', { counted });
  const { waitingUntil = null, leftMs = null } = pace ?? {};
  if (waitingUntil !== null && waitingUntil > now) {
    return t('commands:work.waiting', { counted, time: format.time(waitingUntil) });
  }
  return leftMs === null ? counted : t('commands:work.withLeft', { counted, left: format.duration(leftMs) });
}
