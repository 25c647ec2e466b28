import { create } from 'zustand';
import type { Target, TargetState } from '../../../electron/bridge/domain';
import type { Which } from '../../queries/commands';
import type { Widths } from './grid/columns';

/** Where the admin is in the list of commands, for coming back to it. */
interface ListPlace {
  currentId: string | null;
  /** How far the list was scrolled, in px, and which one it was. */
  left: { which: Which; scrollTop: number } | null;
}

export const useListPlace = create<ListPlace>(() => ({ currentId: null, left: null }));

/** Widths chosen while the program runs, by grid and column. */
export const useWidths = create<{ list: Widths; targets: Widths }>(() => ({ list: {}, targets: {} }));

/** What is known of a picked target, for the bar that acts on it. */
export interface Picked {
  state: TargetState;
  deviceId: string;
  serial: string | null;
}

/**
 * Where the admin is in the targets of the command that is open. The map is changed in place and `version` rises, so
 * that picking the ten-thousandth target costs what the first did.
 */
interface TargetPlace {
  commandId: string | null;
  text: string;
  current: { index: number; id: number | null } | null;
  openId: number | null;
  picked: Map<number, Picked>;
  version: number;
  anchor: number | null;
}

const nowhere = (commandId: string | null): TargetPlace => ({
  commandId,
  text: '',
  current: null,
  openId: null,
  picked: new Map(),
  version: 0,
  anchor: null,
});

export const useTargetPlace = create<TargetPlace>(() => nowhere(null));

/** Begins anew in another command; the same one stays as it was left. */
export function enterCommand(commandId: string): void {
  if (useTargetPlace.getState().commandId !== commandId) useTargetPlace.setState(nowhere(commandId));
}

const factsOf = ({ state, facts }: Target): Picked => ({
  state,
  deviceId: facts.deviceId,
  serial: facts.serial,
});

function changed(change: Partial<TargetPlace>): void {
  useTargetPlace.setState((place) => ({ ...change, version: place.version + 1 }));
}

/** True while the target is picked; a row’s subscription. */
export function useIsPicked(id: number): boolean {
  return useTargetPlace(({ picked, version }) => version >= 0 && picked.has(id));
}

/** Picks or drops one target; later ranges begin at its row. */
export function togglePicked(target: Target, index: number): void {
  const { picked } = useTargetPlace.getState();
  if (!picked.delete(target.id)) picked.set(target.id, factsOf(target));
  changed({ anchor: index });
}

/** Adds targets to the picked ones. */
export function addPicked(targets: readonly Target[]): void {
  const { picked } = useTargetPlace.getState();
  for (const target of targets) picked.set(target.id, factsOf(target));
  changed({});
}

/** Drops all picked targets. */
export function clearPicked(): void {
  changed({ picked: new Map(), anchor: null });
}

/** Takes over what was just read of the picked targets. */
export function refreshPicked(targets: Iterable<Target>): void {
  const { picked } = useTargetPlace.getState();
  let moved = false;
  for (const target of targets) {
    const before = picked.get(target.id);
    if (before === undefined || before.state === target.state) continue;
    picked.set(target.id, factsOf(target));
    moved = true;
  }
  if (moved) changed({});
}
