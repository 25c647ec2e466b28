import { stateOfAppleStatus } from '../../model/apple/record.ts';
import type { DeviceState } from '../../model/device.ts';
import { stateOfGoogleStatus, statusOf } from '../../model/device-status.ts';

/** The state, and the word that admins filter by, of a device that was there then, by what is kept of it. */
export function formerStatus(
  platform: string,
  word: string | null,
): { state: DeviceState | null; status: string } {
  const state = platform === 'chromeos' ? stateOfGoogleStatus(word) : stateOfAppleStatus(word);
  return { state, status: statusOf(state, word, false) };
}
