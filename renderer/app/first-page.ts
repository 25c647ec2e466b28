import { call } from '../bridge';
import type { Page } from '../stores/route';

/** Where to begin: at the devices when there are some, else at what to do first. */
export async function firstPage(): Promise<Page> {
  const devices = await call('devices.count', { filter: {} }).catch(() => 0);
  return devices > 0 ? 'devices' : 'start';
}
