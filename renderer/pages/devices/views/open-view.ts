import { create } from 'zustand';
import type { SavedView, ViewContent } from '../../../../electron/bridge/domain';
import { navigate } from '../../../stores/route';
import { useSearch } from '../../../stores/search';
import { withFreshPresets } from '../filters/presets';
import { closeDevice, usePlace } from '../state/place';
import { useView } from '../state/view';
import { recallView, rememberView } from '../use-remembered-view';

/** The view opened last, and how the page was set up before it. */
interface Opened {
  id: string | null;
  before: Pick<ViewContent, 'sort' | 'columns'> | null;
}

export const useOpenedView = create<Opened>(() => ({ id: null, before: null }));

/** Opens the Devices page with these filters; order and columns stay as they are unless given. */
export async function showDevices(
  workspaceId: string,
  { filter, ...layout }: Partial<ViewContent>,
): Promise<void> {
  await recallView(workspaceId, () => true);
  const { text = '', ...rest } = filter ?? {};
  useView.setState({ ...layout, filter: withFreshPresets(rest, Date.now()) });
  useSearch.setState({ text });
  usePlace.setState({ current: null, scrollTop: 0 });
  closeDevice();
  // The page may not be on screen yet, and only there does it remember its changes by itself.
  rememberView();
  navigate('devices');
}

/** Opens a saved view on the Devices page. */
export async function openView(workspaceId: string, view: SavedView): Promise<void> {
  await recallView(workspaceId, () => true);
  const { sort, columns } = useView.getState();
  const { id, before } = useOpenedView.getState();
  useOpenedView.setState({ id: view.id, before: id === null ? { sort, columns } : before });
  await showDevices(workspaceId, view.content);
}

/** Back to the whole fleet, in the order and columns from before the view. */
export async function leaveView(workspaceId: string): Promise<void> {
  const { before } = useOpenedView.getState();
  useOpenedView.setState({ id: null, before: null });
  await showDevices(workspaceId, { filter: {}, ...before });
}
