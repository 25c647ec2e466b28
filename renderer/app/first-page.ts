import { DEFAULT_SORT } from '../../electron/bridge/domain';
import { call } from '../bridge';
import type { Page } from '../stores/route';

/** Where to begin in a workspace: at the devices when there are some, else at what to do first. */
export async function firstPage(): Promise<Page> {
  const query = { filter: {}, sort: DEFAULT_SORT, offset: 0, limit: 1 };
  const { rows } = await call('devices.window', query).catch(() => ({ rows: [] }));
  return rows.length > 0 ? 'devices' : 'start';
}
