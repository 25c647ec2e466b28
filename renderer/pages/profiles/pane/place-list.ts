import type { ProfilePlace } from '../../../../electron/bridge/domain';
import type { Tone } from '../../google/verdict';

export type PlaceState = ProfilePlace['state'];

/** The states in the order they are looked at: what needs somebody first. */
export const PLACE_STATES: readonly PlaceState[] = ['failed', 'pending', 'removing', 'installed'];

export const TONES: Readonly<Record<PlaceState, Tone>> = {
  failed: 'bad',
  pending: 'busy',
  removing: 'busy',
  installed: 'good',
};

/** More are not listed in the pane; the Devices page shows all. */
export const MOST_SHOWN = 100;

/** The places in a state, or all of them, by what needs somebody first; within a state as they came. */
export function placesShown(
  places: readonly ProfilePlace[],
  state: PlaceState | 'all',
): readonly ProfilePlace[] {
  if (state !== 'all') return places.filter((place) => place.state === state);
  return places.toSorted((one, other) => PLACE_STATES.indexOf(one.state) - PLACE_STATES.indexOf(other.state));
}
