import { auditTable, diffTable, fleetAtTable, historyTable } from '../fleet/past-tables.ts';
import type { Store } from '../store/contract.ts';
import type { Exporter } from './exporter.ts';
import type { HandlerHost, Some } from './handlers.ts';

/** The bridge's methods for what was: timelines, differences, the fleet of the past, the log. */
export function historyHandlers({ console }: HandlerHost, exporter: Exporter): Some<'history' | 'audit'> {
  const store = (): Store => console.need().store;
  return {
    'history.page': (input) => store().history.page(input),
    'history.export': ({ filter, format }, signal) =>
      exporter.write(
        'history',
        format,
        (say) => historyTable(store().history.stream({ filter, signal }), say),
        signal,
      ),
    'history.diff': (input) => store().history.diff(input),
    'history.exportDiff': ({ format, ...input }, signal) =>
      exporter.write(
        'diff',
        format,
        (say) => diffTable(store().history.diffStream({ ...input, signal }), say),
        signal,
      ),
    'history.fleetAt': (input) => store().history.at(input),
    'history.exportFleetAt': ({ format, columns, ...input }, signal) =>
      exporter.write(
        'fleetAt',
        format,
        (say) => fleetAtTable(store().history.atStream({ ...input, signal }), columns, say),
        signal,
      ),
    'audit.list': (input) => store().audit.list(input),
    'audit.verify': () => store().audit.verify(),
    'audit.export': ({ filter, format }, signal) =>
      exporter.write(
        'audit',
        format,
        (say) => auditTable(store().audit.stream({ filter, signal }), say),
        signal,
      ),
  };
}
