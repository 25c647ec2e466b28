import { ActionIcon } from '@mantine/core';
import { IconArrowRight, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';
import css from './compare.module.css';
import { steppedPair } from './pair';
import { RunSelect } from './RunSelect';

interface PairBarProps {
  pair: { from: SyncRun; to: SyncRun };
  runs: readonly SyncRun[];
  readOlder: (() => void) | null;
  kit: WordKit;
  children: ReactNode;
}

/** Which two syncs are compared; the arrows walk through the syncs pair by pair. */
export function PairBar({ pair, runs, readOlder, kit, children }: PairBarProps) {
  const { t } = kit;
  const choose = (change: { from?: string; to?: string }) =>
    setParams({ from: pair.from.id, to: pair.to.id, ...change });
  const step = (by: 1 | -1) => {
    const next = steppedPair(runs, pair, by);
    return { disabled: next === null, onClick: () => next !== null && choose(next) };
  };
  const parts = { runs, kit, readOlder };
  return (
    <div className={css.pair}>
      <ActionIcon aria-label={t('compare.back')} title={t('compare.back')} {...step(1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <RunSelect
        {...parts}
        label={t('compare.earlier')}
        chosen={pair.from}
        onChange={(from) => choose({ from })}
      />
      <IconArrowRight className={css.arrow} size={15} stroke={1.7} aria-hidden />
      <RunSelect {...parts} label={t('compare.later')} chosen={pair.to} onChange={(to) => choose({ to })} />
      <ActionIcon aria-label={t('compare.forward')} title={t('compare.forward')} {...step(-1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
      <div className={css.right}>{children}</div>
    </div>
  );
}
