import type { ActionName, ActionSpec, Annotations, Selection } from '../../../electron/bridge/domain';
import type { ActionWork } from '../../stores/action-review';

/** Where the dialog stands. What an earlier step gave is kept, so that one can go back and change it. */
export type Step =
  | { name: 'serials'; action: ActionName | null; text: string; file: string | null }
  | { name: 'csv'; text: string; file: string | null }
  | {
      name: 'parameters';
      action: ActionName;
      selection: Selection;
      /** What was set before, when one comes back from the review. */
      spec: ActionSpec | null;
      back: Step | null;
    }
  | { name: 'review'; spec: ActionSpec; selection: Selection; back: Step | null };

/** The first step of a work: the first thing that is not known yet. */
export function firstStep(work: ActionWork): Step {
  switch (work.kind) {
    case 'serials':
      return { name: 'serials', action: null, text: '', file: null };
    case 'csv':
      return { name: 'csv', text: '', file: null };
    case 'review':
      return { name: 'review', spec: work.spec, selection: work.selection, back: null };
    case 'action':
      return stepAfterPicking(work.action, work.selection, null);
  }
}

/** Once action and devices are known: the parameters, or the review of an action that works without a choice. */
export function stepAfterPicking(action: ActionName, selection: Selection, back: Step | null): Step {
  const spec = specWithoutChoice(action);
  if (spec === null) return { name: 'parameters', action, selection, spec: null, back };
  // A restart has a delay that can be changed; most are meant at once.
  const parameters: Step | null =
    action === 'restart' ? { name: 'parameters', action, selection, spec, back } : back;
  return { name: 'review', spec, selection, back: parameters };
}

function specWithoutChoice(action: ActionName): ActionSpec | null {
  switch (action) {
    case 'restart':
      return { action, delaySeconds: 0 };
    case 'lost_mode_on':
    case 'lost_mode_off':
    case 'wipe_users':
    case 'wipe_device':
    case 'apple_refresh':
    case 'apple_restart':
    case 'apple_shut_down':
    case 'apple_clear_passcode':
    case 'apple_lost_off':
    case 'apple_retire':
    case 'apple_erase':
      return { action };
    case 'deprovision':
    case 'move_unit':
    case 'annotate':
    case 'apple_lock':
    case 'apple_lost_on':
    case 'apple_rename':
    case 'apple_install_profile':
    case 'apple_remove_profile':
      return null;
  }
}

/** The review of what the parameters say; going back finds them as they were set. */
export function stepAfterParameters(at: Extract<Step, { name: 'parameters' }>, spec: ActionSpec): Step {
  return { name: 'review', spec, selection: at.selection, back: { ...at, spec } };
}

/** How many devices were picked; null when only the review will tell. */
export function pickedCount(selection: Selection): number | null {
  switch (selection.kind) {
    case 'ids':
      return selection.ids.length;
    case 'failed':
      return selection.targets?.length ?? null;
    case 'filter':
    case 'serials':
    case 'annotations':
      return null;
  }
}

/** The annotations a form begins with: what was set before, else those of the one device that is meant. */
export function presentOf(work: ActionWork): Annotations | null {
  return work.kind === 'action' ? (work.present ?? null) : null;
}
