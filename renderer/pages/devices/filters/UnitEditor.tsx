import type { DeviceFilter } from '../../../../electron/bridge/domain';
import { useFacets } from '../../../queries/devices';
import { setFilter, useView } from '../state/view';
import { UnitChooser } from './UnitChooser';

/** The unit the list is restricted to, chosen among units with their counts. */
export function UnitEditor({ filter }: { filter: DeviceFilter }) {
  const facets = useFacets('orgUnit', filter);
  const chosen = useView((view) => view.filter.orgUnit);
  return <UnitChooser chosen={chosen} facets={facets} onChoose={(unit) => setFilter('orgUnit', unit)} />;
}
