import { DEFAULT_SORT } from '../../../electron/bridge/domain';
import { walkDevices } from '../../queries/devices';

/** Picked devices are asked for in parts, so that no single question grows without bound. */
const IDS_AT_ONCE = 5000;

/** The serials of devices, in order of serial within each part; devices without one are left out. */
export async function serialsOf(ids: readonly string[], signal: AbortSignal): Promise<string[]> {
  const serials: string[] = [];
  for (let first = 0; first < ids.length; first += IDS_AT_ONCE) {
    const filter = { ids: ids.slice(first, first + IDS_AT_ONCE) };
    for await (const { serial } of walkDevices({ filter, sort: DEFAULT_SORT }, signal)) {
      if (serial !== null) serials.push(serial);
    }
  }
  return serials;
}
