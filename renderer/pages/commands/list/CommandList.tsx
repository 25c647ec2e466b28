import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import {
  useCommandAttention,
  useCommands,
  useOpenCommands,
  usePace,
  type Which,
} from '../../../queries/commands';
import { useShowPageCount } from '../../../stores/page-count';
import { navigate } from '../../../stores/route';
import css from '../commands.module.css';
import { Empty } from '../Empty';
import { leftOf } from '../left';
import { ReadFailed } from '../ReadFailed';
import { CommandTable } from './CommandTable';

const WHICH: readonly Which[] = ['all', 'open', 'attention'];

/** The commands of the workspace, newest first. */
export function CommandList({ which }: { which: Which }) {
  const list = useCommands(which);
  const commands = useMemo(() => list.data?.pages.flat() ?? [], [list.data]);
  const lefts = useLefts(commands);
  const holding = commands.some(({ holdUntil }) => holdUntil !== null);
  const now = useNow(holding ? 1000 : 15_000);
  useCount(list.hasNextPage ? null : commands.length);
  return (
    <div className={css.page}>
      <Filters which={which} />
      {list.error !== null && (
        <ReadFailed what="list.failed" error={list.error} onRetry={() => void list.refetch()} />
      )}
      <div className={css.split}>
        <div className={css.list}>
          {list.data !== undefined && (
            <CommandTable
              key={which}
              which={which}
              commands={commands}
              lefts={lefts}
              now={now}
              busy={list.isFetching}
              onEnd={() => {
                if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
              }}
            />
          )}
          {list.data !== undefined && commands.length === 0 && <Empty kind={which} />}
        </div>
      </div>
    </div>
  );
}

function useCount(count: number | null): void {
  const format = useFormat();
  useShowPageCount(count === null ? null : format.number(count));
}

/** About how long the queue of each command still takes. */
function useLefts(commands: readonly Command[]): ReadonlyMap<string, number> {
  const open = useOpenCommands();
  const isQueued = open?.some(({ counts }) => (counts.queued ?? 0) > 0) === true;
  const pace = usePace(isQueued);
  return useMemo(() => {
    const lefts = new Map<string, number>();
    for (const command of commands) {
      const left = leftOf(command, open ?? [], pace);
      if (left !== null) lefts.set(command.id, left);
    }
    return lefts;
  }, [commands, open, pace]);
}

function Filters({ which }: { which: Which }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const open = useOpenCommands()?.length ?? 0;
  const attention = useCommandAttention()?.commands ?? 0;
  const counts: Record<Which, number> = { all: 0, open, attention };
  return (
    <section className={css.bar} aria-label={t('which.label')}>
      <SegmentedControl
        aria-label={t('which.label')}
        value={which}
        data={WHICH.map((value) => ({
          value,
          label:
            counts[value] === 0
              ? t(`which.${value}`)
              : `${t(`which.${value}`)} ${format.number(counts[value])}`,
        }))}
        onChange={(value) => navigate('commands', value === 'all' ? {} : { which: value }, true)}
      />
    </section>
  );
}
