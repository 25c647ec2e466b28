import { create } from 'zustand';
import {
  DEFAULT_SORT,
  type DeviceFilter,
  type DeviceQuery,
  type DevicesView,
} from '../../../../electron/bridge/domain';
import { withFreshPresets } from '../filters/presets';

/** How the Devices page is set up: its filters, order, columns and pane; kept per workspace. */
export interface ViewState extends DevicesView {
  /** False until the remembered view of the workspace has arrived. */
  ready: boolean;
  workspaceId: string | null;
}

const EMPTY: ViewState = {
  ready: false,
  workspaceId: null,
  filter: {},
  sort: DEFAULT_SORT,
  columns: null,
  paneWidth: 364,
};

export const useView = create<ViewState>(() => EMPTY);

/** Takes over the remembered view; ranges such as “over 30 days ago” are counted from `now`. */
export function showView(workspaceId: string, view: DevicesView, now: number): void {
  const { text: _text, serials: _serials, ids: _ids, ...filter } = view.filter;
  useView.setState({ ...view, filter: withFreshPresets(filter, now), ready: true, workspaceId });
}

/** Forgets the view: another workspace is open. */
export function forgetView(): void {
  useView.setState(EMPTY);
}

/** Sets or, with undefined, removes one filter. */
export function setFilter<K extends keyof DeviceFilter>(name: K, value: DeviceFilter[K]): void {
  useView.setState(({ filter }) => {
    const { [name]: _former, ...rest } = filter;
    return { filter: value === undefined ? rest : { ...rest, [name]: value } };
  });
}

/** Removes every filter; the text in the search box is not one of them. */
export function clearFilters(): void {
  useView.setState({ filter: {} });
}

/** What is asked of the fleet: the filters, the searched text and the order. */
export function queryOf(view: Pick<ViewState, 'filter' | 'sort'>, text: string): DeviceQuery {
  const words = text.trim().slice(0, 200);
  return { filter: words === '' ? view.filter : { ...view.filter, text: words }, sort: view.sort };
}
