import type { ActionSpec, AnnotationChange } from '../../../model/action.ts';
import type { ActionAdapter } from '../../../model/action-adapter.ts';
import { isTooLong, isWritten } from '../../../model/annotation-change.ts';
import type { Refusal, TargetFacts } from '../../../model/command.ts';

type Judged = Pick<TargetFacts, 'providerStatus' | 'orgUnitId' | 'annotations'>;

/**
 * What a device shows once a synchronous write was done, as far as it can be read off its record; null for commands
 * that the device itself carries out.
 */
export function isAsWanted(spec: ActionSpec, facts: Judged, change: AnnotationChange | null): boolean | null {
  switch (spec.action) {
    case 'lost_mode_on':
      return facts.providerStatus === 'DISABLED';
    case 'lost_mode_off':
      return facts.providerStatus === 'ACTIVE';
    case 'deprovision':
      return facts.providerStatus === 'DEPROVISIONED';
    case 'move_unit':
      return facts.orgUnitId === spec.orgUnitId;
    case 'annotate':
      return isWritten(facts.annotations, change ?? spec.changes ?? {});
    default:
      return null;
  }
}

/**
 * Why Google would not take this device, from its record (`ActionAdapter.judge`). A status we do not know counts as
 * not managed. The OS version refuses nothing: devices in kiosk mode restart at any version, others from 113, and
 * the record does not say which it is.
 */
export const judge: ActionAdapter['judge'] = (spec, facts, change) => {
  if (facts.vanishedAt !== null) return 'vanished';
  if (spec.action === 'annotate' && isTooLong(change ?? spec.changes ?? {})) return 'value_too_long';
  if (spec.action === 'lost_mode_off' && facts.providerStatus === 'ACTIVE') return 'not_in_lost_mode';
  if (spec.action === 'deprovision' && facts.providerStatus === 'DEPROVISIONED') return 'already';
  return unmanaged(spec, facts.providerStatus) ?? (isAsWanted(spec, facts, change) ? 'already' : null);
};

/** ACTIVE takes everything, DISABLED only what does not need the device itself. */
function unmanaged({ action }: ActionSpec, status: string | null): Refusal | null {
  if (status !== 'ACTIVE' && status !== 'DISABLED') return 'not_managed';
  const command = action === 'restart' || action === 'wipe_users' || action === 'wipe_device';
  return command && status === 'DISABLED' ? 'in_lost_mode' : null;
}
