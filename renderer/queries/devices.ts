import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  Device,
  DeviceDetail,
  DeviceFilter,
  DeviceOverview,
  DeviceQuery,
  DevicesView,
  Facet,
  FacetColumn,
  OrgUnit,
} from '../../electron/bridge/domain';
import { call } from '../bridge';

const NO_UNITS: readonly OrgUnit[] = [];
const MOST_FACETS = 1000;
const IDS_AT_ONCE = 100_000;
const ROWS_AT_ONCE = 500;

/** The exact number of devices under a filter; null while it is being counted. */
export function useDeviceCount(filter: DeviceFilter, enabled = true): number | null {
  const { data } = useQuery({
    queryKey: ['devices', 'count', filter],
    queryFn: ({ signal }) => call('devices.count', { filter }, { signal }),
    enabled,
    placeholderData: enabled ? undefined : keepPreviousData,
  });
  return data ?? null;
}

/** Ages move on though no device changes. */
const OVERVIEW_EVERY_MS = 5 * 60_000;

/** The fleet in figures; null while they are being read for the first time. */
export function useDeviceOverview(): DeviceOverview | null {
  const { data } = useQuery({
    queryKey: ['devices', 'overview'],
    queryFn: ({ signal }) => call('devices.overview', undefined, { signal }),
    refetchInterval: OVERVIEW_EVERY_MS,
  });
  return data ?? null;
}

/** How many devices each value of a column has under the other filters. */
export function useFacets(column: FacetColumn, filter: DeviceFilter): readonly Facet[] | undefined {
  const { data } = useQuery({
    queryKey: ['devices', 'facets', column, filter],
    queryFn: ({ signal }) => call('devices.facets', { filter, column, limit: MOST_FACETS }, { signal }),
    placeholderData: keepPreviousData,
  });
  return data;
}

/** One device with its document; while another one loads, the former stays. `undefined`: nothing yet. */
export function useDeviceDetail(id: string): DeviceDetail | null | undefined {
  const { data } = useQuery({
    queryKey: ['devices', 'detail', id],
    queryFn: ({ signal }) => call('devices.detail', { id }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}

/** The organizational units of the workspace. */
export function useOrgUnits(): readonly OrgUnit[] {
  const { data } = useQuery({
    queryKey: ['devices', 'orgUnits'],
    queryFn: ({ signal }) => call('devices.orgUnits', undefined, { signal }),
  });
  return data ?? NO_UNITS;
}

/** How the page was left in this workspace. */
export function fetchView(): Promise<DevicesView> {
  return call('devices.view');
}

/** Remembers how the page is set up. */
export function saveView(view: DevicesView): Promise<void> {
  return call('devices.setView', view);
}

/** The ids of a result's rows from `first`, in order; all of them when `count` is not given. */
export async function fetchIds(
  query: DeviceQuery,
  signal: AbortSignal,
  first = 0,
  count = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const limit = Math.min(IDS_AT_ONCE, count - ids.length);
    const part = await call('devices.ids', { query, offset: first + ids.length, limit }, { signal });
    for (const id of part) ids.push(id);
    if (part.length < limit) break;
  }
  return ids;
}

/** Walks the devices of a result in order. */
export async function* walkDevices(query: DeviceQuery, signal: AbortSignal): AsyncIterable<Device> {
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const { rows } = await call('devices.window', { ...query, offset, limit: ROWS_AT_ONCE }, { signal });
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
