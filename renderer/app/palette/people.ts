import type { Device } from '../../../electron/bridge/domain';
import { matches } from './entries';

/** The users of these devices in whose name every typed word is found, in the order met, each once. */
export function usersFound(devices: readonly Pick<Device, 'user'>[], text: string): string[] {
  const found = new Set<string>();
  for (const { user } of devices) {
    if (user !== null && matches({ label: user }, text)) found.add(user);
  }
  return [...found];
}
