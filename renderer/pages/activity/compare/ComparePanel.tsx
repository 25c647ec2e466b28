import { IconArrowsDiff } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { type DiffRow, type SyncRun, toMusterError } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { useNow } from '../../../components/use-now';
import { useCompleteRuns, useDiff } from '../../../queries/history';
import { useShowPageCount } from '../../../stores/page-count';
import type { RouteParams } from '../../../stores/route';
import { ReadFailed } from '../../devices/DataBanner';
import devices from '../../devices/devices.module.css';
import { Empty } from '../parts/Empty';
import { ExportButton } from '../parts/ExportButton';
import { showDevice } from '../parts/Serial';
import { Table } from '../parts/Table';
import { compareOf } from '../state/params';
import { setParams } from '../state/place';
import { useWordKit, type WordKit } from '../words/kit';
import { DiffFilters } from './DiffFilters';
import { NoPair } from './NoPair';
import { PairBar } from './PairBar';
import { pairOf } from './pair';
import { useDiffColumns } from './use-diff-columns';

const A_MINUTE = 60_000;
const NO_FILTERS = { text: undefined, kinds: undefined, fields: undefined };
const idOf = ({ device }: DiffRow) => device.id;
const serialOf = ({ device }: DiffRow) => device.serial;
const open = ({ device }: DiffRow) => showDevice(device.id);

/** What changed between two complete syncs, device by device. */
export function ComparePanel({ params }: { params: RouteParams }) {
  const kit = useWordKit(useNow(A_MINUTE));
  const { runs, hasOlder, readOlder, error, retry } = useCompleteRuns();
  const { from, to } = compareOf(params);
  const pair = runs === undefined ? null : pairOf(runs, { from, to }, hasOlder);
  const mustReadOn = runs !== undefined && pair === null;
  useEffect(() => {
    if (mustReadOn) readOlder();
  }, [mustReadOn, readOlder]);
  if (error !== null) return <ReadFailed error={toMusterError(error)} onRetry={retry} />;
  if (runs === undefined || pair === null) return null;
  if (pair.kind !== 'chosen') {
    return (
      <div className={devices.list}>
        <NoPair pair={pair} kit={kit} />
      </div>
    );
  }
  return (
    <Difference pair={pair} params={params} runs={runs} readOlder={hasOlder ? readOlder : null} kit={kit} />
  );
}

interface DifferenceProps {
  pair: { from: SyncRun; to: SyncRun };
  params: RouteParams;
  runs: readonly SyncRun[];
  readOlder: (() => void) | null;
  kit: WordKit;
}

function Difference({ pair, params, runs, readOlder, kit }: DifferenceProps) {
  const { t, format } = kit;
  const { id: from } = pair.from;
  const { id: to } = pair.to;
  const question = useMemo(() => ({ from, to, filter: compareOf(params).filter }), [from, to, params]);
  const rows = useDiff(question);
  const columns = useDiffColumns(kit);
  const { total, answer } = rows;
  useShowPageCount(total === null ? null : t('compare.total', { count: total, n: format.number(total) }));
  const { text, kinds, fields } = question.filter;
  const isFiltered = text !== undefined || kinds !== undefined || fields !== undefined;
  return (
    <>
      <PairBar pair={pair} runs={runs} readOlder={readOlder} kit={kit}>
        <ExportButton
          disabled={rows.count === 0}
          write={(kind, signal) => call('history.exportDiff', { ...question, format: kind }, { signal })}
        />
      </PairBar>
      {answer !== undefined && <DiffFilters diff={answer} filter={question.filter} kit={kit} />}
      <Table
        name="compare"
        label={t('compare.label')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        copyOf={serialOf}
        onOpen={open}
        empty={
          <Empty
            icon={IconArrowsDiff}
            title={t(isFiltered ? 'filter.nothing.title' : 'compare.same.title')}
            text={t(isFiltered ? 'filter.nothing.text' : 'compare.same.text')}
            {...(isFiltered && {
              action: { label: t('filter.nothing.action'), run: () => setParams(NO_FILTERS) },
            })}
          />
        }
      />
    </>
  );
}
