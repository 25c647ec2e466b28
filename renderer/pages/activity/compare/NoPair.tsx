import { IconArrowsDiff } from '@tabler/icons-react';
import { report } from '../../../components/report';
import { useSyncStart } from '../../../queries/google';
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
  const canSync = pair.kind === 'none' || pair.kind === 'one';
  return (
    <Empty
      icon={IconArrowsDiff}
      title={t(`compare.${pair.kind}.title`)}
      text={t(`compare.${pair.kind}.text`, { when })}
      action={
        canSync
          ? {
              label: t('compare.sync'),
              busy: sync.isPending,
              first: true,
              run: () => sync.mutate(undefined, { onError: report }),
            }
          : { label: t('compare.first.action'), run: () => setParams(NO_PAIR) }
      }
    />
  );
}
