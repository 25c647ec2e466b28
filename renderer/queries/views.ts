import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import type { SavedView } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { useCurrentWorkspace } from './workspaces';

const LIST = ['views', 'list'] as const;
const NONE: readonly SavedView[] = [];

/** The saved views of the workspace, in their order. */
export function useSavedViews(): readonly SavedView[] {
  const { data } = useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => call('views.list', undefined, { signal }),
    enabled: useCurrentWorkspace() !== null,
  });
  return data ?? NONE;
}

/** Saves a new view. */
export function useSaveView() {
  return useChange((view: MethodInput<'views.save'>) => call('views.save', view));
}

/** Renames, pins, unpins or updates a view. */
export function useChangeView() {
  return useChange((input: MethodInput<'views.change'>) => call('views.change', input));
}

/** Removes a view. */
export function useRemoveView() {
  return useChange((view: SavedView) => call('views.remove', { id: view.id }));
}

/** Puts the views into another order. */
export function useReorderViews() {
  return useChange((ids: string[]) => call('views.reorder', { ids }));
}

/** Puts a removed view back; for a notification, which lives outside the page. */
export function restoreView(view: SavedView): Promise<SavedView> {
  return call('views.restore', view);
}

/** A change after which the list is asked for again at once, not when its event arrives. */
function useChange<I, O>(work: (input: I) => Promise<O>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}
