import { useEffect } from 'react';
import { devicesViewSchema } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { fetchView, saveView } from '../../queries/devices';
import { resetPlace } from './state/place';
import { clearSelection } from './state/selection';
import { forgetView, showView, useView, type ViewState } from './state/view';

const SAVE_AFTER_MS = 400;

/** Shows the page as it was left in this workspace, and remembers every change. True once it is known. */
export function useRememberedView(workspaceId: string): boolean {
  const ready = useView((view) => view.ready && view.workspaceId === workspaceId);
  useEffect(() => {
    let current = true;
    void recallView(workspaceId, () => current);
    return () => {
      current = false;
    };
  }, [workspaceId]);
  useEffect(rememberChanges, []);
  return ready;
}

/** Fetches the view as it was left, unless it is already there; it is shown if still `wanted` when it arrives. */
export async function recallView(workspaceId: string, wanted: () => boolean): Promise<void> {
  if (useView.getState().workspaceId === workspaceId) return;
  forgetView();
  resetPlace();
  clearSelection();
  const view = await fetchView().catch((error: unknown) => {
    report(error);
    return devicesViewSchema.parse({});
  });
  if (wanted()) showView(workspaceId, view, Date.now());
}

/** Keeps the view as it is now for the next start. */
export function rememberView(): void {
  const { filter, sort, columns, paneWidth } = useView.getState();
  saveView({ filter, sort, columns, paneWidth }).catch(report);
}

/** Saves the view a moment after it changed, and at once when the page is left. */
function rememberChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    rememberView();
  };
  const stop = useView.subscribe((view, before) => {
    if (!isChange(view, before)) return;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  return () => {
    stop();
    if (timer !== undefined) save();
  };
}

function isChange(view: ViewState, before: ViewState): boolean {
  if (!view.ready || !before.ready || view.workspaceId !== before.workspaceId) return false;
  return (
    view.filter !== before.filter ||
    view.sort !== before.sort ||
    view.columns !== before.columns ||
    view.paneWidth !== before.paneWidth
  );
}
