import { IconHistory } from '@tabler/icons-react';
import type { FleetAt } from '../../../../electron/bridge/domain';
import { navigate } from '../../../stores/route';
import devices from '../../devices/devices.module.css';
import { ToolButton } from '../../devices/ToolButton';
import type { WordKit } from '../words/kit';

/** Says that this is the past, from when, on what it rests and what is not kept. */
export function PastBanner({ at, run, kit }: { at: number; run: FleetAt['run']; kit: WordKit }) {
  const { t, format } = kit;
  const when = `${format.date(at)}, ${format.time(at)}`;
  const ended = run?.endedAt ?? null;
  const past =
    ended === null
      ? t('date.pastBare', { when })
      : t('date.past', { when, run: `${format.date(ended)}, ${format.time(ended)}` });
  return (
    <div className={devices.banner} role="status">
      <IconHistory size={15} stroke={1.7} aria-hidden />
      <span>
        {at > kit.now ? t('date.future') : past} {t('date.notKept')}
      </span>
      <ToolButton onClick={() => navigate('devices')}>{t('date.today')}</ToolButton>
    </div>
  );
}
