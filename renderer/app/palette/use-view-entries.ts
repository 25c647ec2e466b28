import { IconBookmark } from '@tabler/icons-react';
import { openView } from '../../pages/devices/views/open-view';
import { useSavedViews } from '../../queries/views';
import { useCurrentWorkspace } from '../../queries/workspaces';
import type { PaletteEntry } from './entries';

/** The saved views. */
export function useViewEntries(): PaletteEntry[] {
  const workspace = useCurrentWorkspace();
  const views = useSavedViews();
  if (workspace === null) return [];
  return views.map((view) => ({
    id: `view-${view.id}`,
    group: 'views',
    label: view.name,
    icon: IconBookmark,
    run: () => void openView(workspace.id, view),
  }));
}
