import type { QueryClient } from '@tanstack/react-query';
import type { DeviceQuery, DeviceWindow } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { PAGE_ROWS } from './page-cache';

const keyOf = (query: DeviceQuery) => ['devices', 'window', 'first', query] as const;

/** Asks for the first rows of a query before there is a table, so that it is drawn with them. True when there are any. */
export async function keepFirstRows(client: QueryClient, query: DeviceQuery): Promise<boolean> {
  const answer = await call('devices.window', { ...query, offset: 0, limit: PAGE_ROWS });
  client.setQueryData(keyOf(query), answer);
  return answer.rows.length > 0;
}

/** The first rows, once; undefined when nobody asked for those of this query. */
export function takeFirstRows(client: QueryClient, query: DeviceQuery): DeviceWindow | undefined {
  const answer = client.getQueryData<DeviceWindow>(keyOf(query));
  client.removeQueries({ queryKey: keyOf(query) });
  return answer;
}
