import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WorkspaceState } from '../../electron/bridge/shapes';
import { call } from '../bridge';
import { WORKSPACE_TOPICS } from './client';

export const WORKSPACES = ['workspaces', 'state'] as const;

/** All workspaces and the open one. */
export function useWorkspaces() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: WORKSPACES,
    queryFn: async ({ signal }) => {
      const state = await call('workspaces.state', undefined, { signal });
      forgetFormerWorkspace(queries, state);
      return state;
    },
  });
}

/** The open workspace, or null. */
export function useCurrentWorkspace() {
  return useWorkspaces().data?.current ?? null;
}

/** Opens another workspace. */
export function useSwitchWorkspace() {
  return useStateChange((id: string) => call('workspaces.switch', { id }));
}

/** Opens the demo organisation, made on first use. */
export function useExploreDemo() {
  return useStateChange(() => call('workspaces.exploreDemo'));
}

/** Creates a workspace and opens it. */
export function useCreateWorkspace() {
  return useStateChange(async (name: string) => {
    const { id } = await call('workspaces.create', { name });
    return call('workspaces.switch', { id });
  });
}

/** Gives a workspace another name. */
export function useRenameWorkspace() {
  return useStateChange(async (input: { id: string; name: string }) => {
    await call('workspaces.rename', input);
    return call('workspaces.state');
  });
}

/** Deletes a workspace with its cache and its secrets. */
export function useDeleteWorkspace() {
  return useStateChange((id: string) => call('workspaces.delete', { id }));
}

/** Reads the whole cache file; resolves with what is wrong with it, one line each. */
export function useCheckIntegrity() {
  return useMutation({ mutationFn: () => call('workspaces.checkIntegrity') });
}

function useStateChange<I>(work: (input: I) => Promise<WorkspaceState>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (state) => {
      forgetFormerWorkspace(queries, state);
      queries.setQueryData(WORKSPACES, state);
    },
  });
}

/** What was read from the former workspace must never be shown in the next one. */
function forgetFormerWorkspace(queries: QueryClient, next: WorkspaceState): void {
  const former = queries.getQueryData<WorkspaceState>(WORKSPACES);
  if (former === undefined || former.current?.id === next.current?.id) return;
  for (const topic of WORKSPACE_TOPICS) void queries.resetQueries({ queryKey: [topic] });
}
