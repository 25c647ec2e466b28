import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { HistoryEntry } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { useNow } from '../../../components/use-now';
import { useHistory, useHistorySince } from '../../../queries/history';
import { navigate, type RouteParams } from '../../../stores/route';
import { ChipBar } from '../filters/ChipBar';
import { SearchField } from '../filters/SearchField';
import { Empty } from '../parts/Empty';
import { ExportButton } from '../parts/ExportButton';
import { showDevice } from '../parts/Serial';
import { Table } from '../parts/Table';
import { historyFilterOf } from '../state/params';
import { setParams } from '../state/place';
import { useWordKit, type WordKit } from '../words/kit';
import { useRunTimes } from '../words/use-run-times';
import { useHistoryChips } from './use-history-chips';
import { useHistoryColumns } from './use-history-columns';

const AGES_EVERY_MS = 30_000;
const ENTRIES_AT_ONCE = 200;
const NO_FILTERS = {
  text: undefined,
  kinds: undefined,
  fields: undefined,
  from: undefined,
  to: undefined,
  device: undefined,
  run: undefined,
};

const idOf = ({ id }: HistoryEntry) => id;
const serialOf = ({ serial }: HistoryEntry) => serial;
const open = ({ deviceId }: HistoryEntry) => showDevice(deviceId);

/** The timeline of the whole fleet: what every sync saw and every command did, filtered and exported. */
export function HistoryPanel({ params }: { params: RouteParams }) {
  const kit = useWordKit(useNow(AGES_EVERY_MS));
  const { t } = kit;
  const runTimes = useRunTimes();
  const filter = useMemo(() => historyFilterOf(params), [params]);
  const rows = useHistory(filter, ENTRIES_AT_ONCE);
  const columns = useHistoryColumns(kit, runTimes);
  const chips = useHistoryChips(filter, kit, runTimes);
  const isFiltered = filter.text !== undefined || chips.some(({ object }) => object !== null);
  return (
    <>
      <ChipBar
        chips={chips}
        onClear={() => setParams({ ...NO_FILTERS, text: filter.text })}
        lead={
          <SearchField
            label={t('search.history')}
            value={filter.text ?? ''}
            onChange={(text) => setParams({ text })}
          />
        }
      >
        <ExportButton
          disabled={rows.count === 0}
          write={(format, signal) => call('history.export', { filter, format }, { signal })}
        />
      </ChipBar>
      <Table
        name="history"
        label={t('history.label')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        copyOf={serialOf}
        onOpen={open}
        empty={<NoHistory isFiltered={isFiltered} kit={kit} />}
      />
    </>
  );
}

/** Why there is nothing to tell, and what to do. */
function NoHistory({ isFiltered, kit }: { isFiltered: boolean; kit: WordKit }) {
  const { t, format } = kit;
  const { since } = useHistorySince();
  if (isFiltered) {
    const clear = { label: t('filter.nothing.action'), run: () => setParams(NO_FILTERS) };
    return (
      <Empty
        icon={IconHistory}
        title={t('filter.nothing.title')}
        text={t('filter.nothing.text')}
        action={clear}
      />
    );
  }
  if (since === undefined) return null;
  if (since !== null) {
    const text = t('history.still.text', { since: `${format.date(since)}, ${format.time(since)}` });
    return <Empty icon={IconHistory} title={t('history.still.title')} text={text} />;
  }
  const connect = { label: t('history.empty.action'), run: () => navigate('connections'), first: true };
  return (
    <Empty
      icon={IconHistory}
      title={t('history.empty.title')}
      text={t('history.empty.text')}
      action={connect}
    />
  );
}
