import type { QueryClient } from '@tanstack/react-query';
import { queryOf, showView, useView } from '../pages/devices/state/view';
import { keepFirstRows } from '../pages/devices/table/first-rows';
import { fetchView } from '../queries/devices';
import type { Page } from '../stores/route';
import { firstPage } from './first-page';

/** Where the window begins; the devices as they were left, with their first rows at hand, when there are any. */
export async function firstPicture(client: QueryClient, workspaceId: string | null): Promise<Page> {
  if (workspaceId === null) return 'start';
  try {
    showView(workspaceId, await fetchView(), Date.now());
    if (await keepFirstRows(client, queryOf(useView.getState(), ''))) return 'devices';
  } catch {
    // The page asks again and says what is wrong.
  }
  return await firstPage();
}
