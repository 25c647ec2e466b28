import type { ActionSpec } from '../../../../electron/bridge/domain';

/** Where the form of an action's parameters leads. */
export interface Ways {
  onNext: (spec: ActionSpec) => void;
  onBack: (() => void) | null;
}
