import { useMemo } from 'react';
import type { HistoryEntry } from '../../../../electron/bridge/domain';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import { Ago } from '../parts/Ago';
import { Serial } from '../parts/Serial';
import { Change } from '../words/Change';
import { outcomeWords, subjectWords } from '../words/entry';
import type { WordKit } from '../words/kit';
import { Outcome } from '../words/Outcome';
import { Source } from '../words/Source';
import { changeLine } from '../words/value';

/** The columns of the fleet's timeline. */
export function useHistoryColumns(
  kit: WordKit,
  runTimes: ReadonlyMap<string, number>,
): GridColumn<HistoryEntry>[] {
  return useMemo(
    () => [
      {
        id: 'when',
        label: kit.t('column.when'),
        width: 116,
        cell: ({ at }) => <Ago at={at} kit={kit} />,
      },
      {
        id: 'serial',
        label: kit.t('column.serial'),
        width: 132,
        share: 90,
        cell: ({ deviceId, serial }, tabIndex) => (
          <Serial deviceId={deviceId} serial={serial} tabIndex={tabIndex} />
        ),
      },
      {
        id: 'model',
        label: kit.t('column.model'),
        width: 120,
        share: 150,
        className: table.quiet,
        title: ({ model }) => model ?? undefined,
        cell: ({ model }) => <span className={table.text}>{model}</span>,
      },
      {
        id: 'what',
        label: kit.t('column.what'),
        width: 150,
        share: 170,
        title: (entry) => subjectWords(entry, kit),
        cell: (entry) => <span className={table.text}>{subjectWords(entry, kit)}</span>,
      },
      {
        id: 'change',
        label: kit.t('column.change'),
        width: 220,
        share: 380,
        title: (entry) => changeTitle(entry, kit),
        cell: (entry) => <WhatCame entry={entry} kit={kit} />,
      },
      {
        id: 'source',
        label: kit.t('column.source'),
        width: 168,
        cell: (entry, tabIndex) => <Source entry={entry} kit={kit} runTimes={runTimes} tabIndex={tabIndex} />,
      },
    ],
    [kit, runTimes],
  );
}

/** Before → after, or how a command went; nothing where the kind says all. */
function WhatCame({ entry, kit }: { entry: HistoryEntry; kit: WordKit }) {
  if (entry.command !== null) return <Outcome command={entry.command} kit={kit} />;
  if (entry.field === null) return null;
  return <Change field={entry.field} before={entry.before} after={entry.after} kit={kit} />;
}

function changeTitle(entry: HistoryEntry, kit: WordKit): string | undefined {
  if (entry.command !== null) {
    const { state, words } = outcomeWords(entry.command, kit);
    return words === null ? state : `${state} · ${words}`;
  }
  return entry.field === null ? undefined : changeLine({ ...entry, field: entry.field }, kit);
}
