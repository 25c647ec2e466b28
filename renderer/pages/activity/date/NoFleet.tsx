import { IconCalendarTime } from '@tabler/icons-react';
import { navigate } from '../../../stores/route';
import { Empty } from '../parts/Empty';
import { timeText } from '../state/params';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';

export const NO_FILTERS = {
  text: undefined,
  status: undefined,
  model: undefined,
  os: undefined,
  unit: undefined,
  below: undefined,
};

interface NoFleetProps {
  /** Since when history is kept; null: nothing is kept yet. */
  since: number | null;
  at: number;
  isFiltered: boolean;
  kit: WordKit;
}

/** Why no device is shown for a date, and what to do. */
export function NoFleet({ since, at, isFiltered, kit }: NoFleetProps) {
  const { t, format } = kit;
  if (since === null) {
    return (
      <Empty
        icon={IconCalendarTime}
        title={t('date.none.title')}
        text={t('date.none.text')}
        action={{ label: t('history.empty.action'), run: () => navigate('connections'), first: true }}
      />
    );
  }
  if (at < since) {
    return (
      <Empty
        icon={IconCalendarTime}
        title={t('date.before.title')}
        text={t('date.before.text', { since: `${format.date(since)}, ${format.time(since)}` })}
        action={{
          label: t('date.before.action'),
          run: () => setParams({ at: timeText(since) }),
          first: true,
        }}
      />
    );
  }
  return (
    <Empty
      icon={IconCalendarTime}
      title={t(isFiltered ? 'filter.nothing.title' : 'date.noDevices.title')}
      text={t(isFiltered ? 'filter.nothing.text' : 'date.noDevices.text')}
      {...(isFiltered && {
        action: { label: t('filter.nothing.action'), run: () => setParams(NO_FILTERS) },
      })}
    />
  );
}
