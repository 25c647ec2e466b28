import { create } from 'zustand';
import type { ActionName, ActionSpec, Annotations, Selection } from '../../electron/bridge/domain';

/** What an admin set out to have done; the review makes a command of it. */
export type ActionWork =
  /** An action on devices that are already picked; its parameters are asked for where it has any. */
  | {
      kind: 'action';
      action: ActionName;
      selection: Selection;
      count: number;
      /** The annotations as they are, when one device is meant. */
      present?: Annotations;
    }
  /** An action on devices named by their serials; action and serials are asked for. */
  | { kind: 'serials' }
  /** Annotations from a CSV, each device’s own. */
  | { kind: 'csv' }
  /** Everything is said already: straight to the review. */
  | { kind: 'review'; spec: ActionSpec; selection: Selection };

interface ActionReviewState {
  work: ActionWork | null;
  /** Rises with each work, so that nothing of a former one is left in the dialog. */
  turn: number;
}

export const useActionReview = create<ActionReviewState>(() => ({ work: null, turn: 0 }));

/** Begins a work in the dialog, in place of the one that may be open there. */
export function openAction(work: ActionWork): void {
  useActionReview.setState(({ turn }) => ({ work, turn: turn + 1 }));
}

/** Opens the review of an action whose parameters and targets are known, such as another try of failed targets. */
export function openActionReview(known: { spec: ActionSpec; selection: Selection }): void {
  openAction({ kind: 'review', ...known });
}

/** Leaves the dialog; nothing was decided. */
export function closeAction(): void {
  useActionReview.setState({ work: null });
}
