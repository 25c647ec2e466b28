import { queryOf, useView } from '../../pages/devices/state/view';
import { choicesOf } from '../../pages/devices/table/columns';
import { type ExportKind, useExport } from '../../pages/devices/use-export';
import { useSearch } from '../../stores/search';

/** Exports what the Devices page shows, with its columns and order. */
export function useExportView(): (kind: ExportKind) => void {
  const exporting = useExport();
  return (kind) => {
    const view = useView.getState();
    const columns = choicesOf(view.columns).map(({ column }) => column);
    void exporting.start(kind, queryOf(view, useSearch.getState().text), columns);
  };
}
