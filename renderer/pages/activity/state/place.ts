import { useEffect } from 'react';
import { create } from 'zustand';
import { navigate, type RouteParams, useRoute } from '../../../stores/route';
import { type ParamsChange, withParams } from './params';

export const ACTIVITY_TABS = ['history', 'compare', 'date', 'log'] as const;
export type ActivityTab = (typeof ACTIVITY_TABS)[number];

/** How each tab was left, so that coming back shows it so. The address alone says what is shown. */
interface Memory {
  workspaceId: string | null;
  tab: ActivityTab;
  params: Partial<Record<ActivityTab, RouteParams>>;
}

const useMemory = create<Memory>(() => ({ workspaceId: null, tab: 'history', params: {} }));

/** Forgets how the tabs were left when they were those of another workspace. */
export function rememberFor(workspaceId: string): void {
  if (useMemory.getState().workspaceId === workspaceId) return;
  useMemory.setState({ workspaceId, tab: 'history', params: {} });
}

/** The tab an address names; null when it names none. */
export function tabOf(params: RouteParams): ActivityTab | null {
  return ACTIVITY_TABS.find((tab) => tab === params.tab) ?? null;
}

/** The tab on screen and its parameters. An address without a tab goes to the one that was left last. */
export function useActivityPlace(): { tab: ActivityTab; params: RouteParams } {
  const params = useRoute((route) => route.params);
  const named = tabOf(params);
  const last = useMemory((memory) => memory.tab);
  useEffect(() => {
    if (named === null) openTab(last, true);
    else useMemory.setState((memory) => ({ tab: named, params: { ...memory.params, [named]: params } }));
  }, [named, last, params]);
  return { tab: named ?? last, params };
}

/** Goes to a tab, as it was left. */
export function openTab(tab: ActivityTab, replace = false): void {
  navigate('activity', { ...useMemory.getState().params[tab], tab }, replace);
}

/** Changes what the tab on screen shows; Back leaves the page, not each filter. */
export function setParams(change: ParamsChange): void {
  const { page, params } = useRoute.getState();
  if (page === 'activity') navigate('activity', withParams(params, change), true);
}
