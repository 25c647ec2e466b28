import type { ActionSpec } from '../../../model/action.ts';
import type { MusterError } from '../../../model/errors.ts';

/** Google's word for a reason to deprovision (DeprovisionReason, Directory API). */
export function deprovisionReason(spec: Extract<ActionSpec, { action: 'deprovision' }>): string {
  return `DEPROVISION_REASON_${spec.reason.toUpperCase()}`;
}

/** What Google said in an error; null when it said nothing, and the words would be ours. */
export function googlesWords(error: MusterError): string | null {
  const { message } = error.details;
  return typeof message === 'string' && message !== '' ? message : null;
}
