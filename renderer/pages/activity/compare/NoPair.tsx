import { IconArrowsDiff } from '@tabler/icons-react';
import { report } from '../../../components/report';
import { useGoogleOverview, useSyncStart } from '../../../queries/google';
import { navigate } from '../../../stores/route';
import { Empty } from '../parts/Empty';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';
import type { Pair } from './pair';

const NO_PAIR = { from: undefined, to: undefined };

/** Why no two syncs can be compared, and what to do. */
export function NoPair({ pair, kit }: { pair: Exclude<Pair, { kind: 'chosen' }>; kit: WordKit }) {
  const { t } = kit;
  const sync = useSyncStart();
  const when = 'run' in pair ? kit.format.dateTime(pair.run.startedAt) : '';
  const isConnected = useGoogleOverview().data != null;
  const connect = { label: t('history.empty.action'), first: true, run: () => navigate('connections') };
  const syncNow = {
    label: t('compare.sync'),
    busy: sync.isPending,
    first: true,
    run: () => sync.mutate(undefined, { onError: report }),
  };
  const lastTwo = { label: t('compare.first.action'), run: () => setParams(NO_PAIR) };
  const lacksRuns = pair.kind === 'none' || pair.kind === 'one';
  return (
    <Empty
      icon={IconArrowsDiff}
      title={t(`compare.${pair.kind}.title`)}
      text={t(`compare.${pair.kind}.text`, { when })}
      action={!lacksRuns ? lastTwo : isConnected ? syncNow : connect}
    />
  );
}
