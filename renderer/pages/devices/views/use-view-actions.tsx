import { notifications } from '@mantine/notifications';
import type { SavedView } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useChangeView, useRemoveView, useReorderViews } from '../../../queries/views';
import { openDialog } from '../../../stores/dialog';
import { RemovedNotice } from './RemovedNotice';

/** How long a removal can be taken back, in milliseconds. */
const UNDO_MS = 12_000;

/** What can be done with a saved view, wherever it is listed. */
export function useViewActions() {
  const change = useChangeView();
  const removal = useRemoveView();
  const reorder = useReorderViews();
  return {
    rename: (view: SavedView) => openDialog({ kind: 'renameView', view }),
    pin: (view: SavedView, pinned: boolean) =>
      change.mutate({ id: view.id, change: { pinned } }, { onError: report }),
    remove: (view: SavedView) =>
      removal.mutate(view, { onSuccess: () => tellRemoved(view), onError: report }),
    /** Moves a view one place up (-1) or down (1). */
    move: (views: readonly SavedView[], view: SavedView, by: -1 | 1) => {
      const ids = views.map(({ id }) => id);
      const from = ids.indexOf(view.id);
      ids.splice(from, 1);
      ids.splice(Math.max(0, from + by), 0, view.id);
      reorder.mutate(ids, { onError: report });
    },
  };
}

function tellRemoved(view: SavedView): void {
  const id = `removed-${view.id}`;
  notifications.show({
    id,
    color: 'accent',
    autoClose: UNDO_MS,
    message: <RemovedNotice view={view} onDone={() => notifications.hide(id)} />,
  });
}
