import type { Device, DeviceColumn, FleetAtInput } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { useFleetAt } from '../../../queries/history';
import { useShowPageCount } from '../../../stores/page-count';
import { ChipBar } from '../filters/ChipBar';
import { SearchField } from '../filters/SearchField';
import { ExportButton } from '../parts/ExportButton';
import { showDevice } from '../parts/Serial';
import { Table } from '../parts/Table';
import { sortText, wordList } from '../state/params';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';
import { ColumnsButton } from './ColumnsButton';
import { NO_FILTERS, NoFleet } from './NoFleet';
import { PastBanner } from './PastBanner';
import { useFleetChips } from './use-fleet-chips';
import { useFleetColumns } from './use-fleet-columns';

interface PastFleetProps {
  question: Omit<FleetAtInput, 'offset' | 'limit'>;
  columns: readonly DeviceColumn[];
  since: number;
  kit: WordKit;
}

const idOf = ({ id }: Device) => id;
const serialOf = ({ serial }: Device) => serial;
const open = ({ id }: Device) => showDevice(id);

/** The devices as they were known at the instant of the question. */
export function PastFleet({ question, columns: shown, since, kit }: PastFleetProps) {
  const { t, format } = kit;
  const { at, filter, sort } = question;
  const rows = useFleetAt(question);
  const chips = useFleetChips(filter);
  const columns = useFleetColumns(shown, at, kit);
  const { total, answer } = rows;
  useShowPageCount(
    total === null || at < since ? null : t('date.total', { count: total, n: format.number(total) }),
  );
  const isFiltered = filter.text !== undefined || chips.some(({ object }) => object !== null);
  return (
    <>
      {at >= since && <PastBanner at={at} run={answer?.run ?? null} kit={kit} />}
      <ChipBar
        chips={chips}
        onClear={() => setParams({ ...NO_FILTERS, text: filter.text })}
        lead={
          <SearchField
            label={t('search.date')}
            value={filter.text ?? ''}
            onChange={(text) => setParams({ text })}
          />
        }
      >
        <ColumnsButton shown={shown} onChange={(next) => setParams({ columns: wordList(next) })} />
        <ExportButton
          disabled={rows.count === 0}
          write={(kind, signal) =>
            call('history.exportFleetAt', { ...question, columns: [...shown], format: kind }, { signal })
          }
        />
      </ChipBar>
      <Table
        name="date"
        label={t('date.label')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        copyOf={serialOf}
        onOpen={open}
        sort={sort}
        onSort={(column) => setParams({ sort: sortText(nextSort(sort, column, shown)) })}
        empty={<NoFleet since={answer?.since ?? since} at={at} isFiltered={isFiltered} kit={kit} />}
      />
    </>
  );
}

function nextSort(
  sort: FleetAtInput['sort'],
  id: string,
  shown: readonly DeviceColumn[],
): FleetAtInput['sort'] {
  const column = shown.find((name) => name === id) ?? sort.column;
  const ascends = sort.column !== column || sort.direction === 'descending';
  return { column, direction: ascends ? 'ascending' : 'descending' };
}
