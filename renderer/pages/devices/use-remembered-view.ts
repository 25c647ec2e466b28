import { useEffect } from 'react';
import { type DevicesView, devicesViewSchema } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { fetchView, saveView } from '../../queries/devices';
import { forgetView, showView, useView, type ViewState } from './state/view';

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

/** Saves the view as it changes; while it is being written, only the newest waits. Nothing is lost when the window closes. */
function rememberChanges(): () => void {
  let newest: DevicesView | null = null;
  let writing = false;
  const write = async () => {
    if (writing) return;
    writing = true;
    while (newest !== null) {
      const view = newest;
      newest = null;
      await saveView(view).catch(report);
    }
    writing = false;
  };
  return useView.subscribe((view, before) => {
    if (view.workspaceId !== before.workspaceId) newest = null;
    if (!isChange(view, before)) return;
    const { filter, sort, columns, paneWidth } = view;
    newest = { filter, sort, columns, paneWidth };
    void write();
  });
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
