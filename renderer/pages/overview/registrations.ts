import type { InvitationCounts, InvitationState } from '../../../electron/bridge/domain';
import { sumOf } from '../invitations/counts';

/** How far the invited have come. */
export interface RegistrationFigures {
  /** A device was registered with theirs. */
  used: number;
  /** All invitations but the cancelled ones. */
  invited: number;
  /** The others, nearest to a device first; states in which nobody is are left out. */
  rest: { state: InvitationState; count: number }[];
}

const REST = ['opened', 'sent', 'draft', 'expired'] as const;

/** Counts the invited by how far they have come. */
export function registrationFigures({ states }: Pick<InvitationCounts, 'states'>): RegistrationFigures {
  return {
    used: states.used,
    invited: sumOf(states) - states.cancelled,
    rest: REST.map((state) => ({ state, count: states[state] })).filter(({ count }) => count > 0),
  };
}
