import type { ErrorCode } from '../../model/error-codes.ts';
import { isMusterError } from '../../model/errors.ts';
import type { OutgoingMail } from '../../model/mail-job.ts';
import type { ClaimedMail } from '../../store/registration-contract.ts';
import type { OutboxDeps } from './deps.ts';
import { type Letter, written } from './written.ts';

/**
 * A claimed mail, ready to leave, or why it is not wanted any more. `pinFollows`: a mail with the PIN is to be sent
 * after it.
 */
export type Composed =
  | { kind: 'mail'; mail: OutgoingMail; pinFollows: boolean }
  | { kind: 'dropped'; to: 'cancelled' | 'failed'; error: ErrorCode };

/**
 * Makes what a mail says: its link, and its PIN or temporary password, which is on the disk as a hash before anybody
 * can read it. Throws what the vault and the store throw.
 */
export async function compose(
  deps: OutboxDeps,
  { job: { id, kind, invitationId }, user, invitation }: ClaimedMail,
): Promise<Composed> {
  if (user === null) return dropped('cancelled', 'not_found');
  // A PIN is of use to one who has used his invitation meanwhile; those that wait for a cancelled one are cancelled with it.
  if (invitationId !== null && invitation === null && kind !== 'pin')
    return dropped('cancelled', 'invitation_ended');
  const { email: address, displayName: name } = user;
  if (address === null) return dropped('failed', 'user_no_address');
  if (kind === 'password' && user.source === 'ldap') return dropped('failed', 'password_elsewhere');
  const language = user.language ?? deps.language();
  const overview = await deps.registration.overview();
  const letter: Letter = { kind, user, invitation, language, overview };
  try {
    const { values, pinFollows } = await written(deps, letter);
    return { kind: 'mail', mail: { id, kind, language, to: { name, address }, values }, pinFollows };
  } catch (error) {
    if (isMusterError(error, 'invitation_ended')) return dropped('cancelled', 'invitation_ended');
    throw error;
  }
}

function dropped(to: 'cancelled' | 'failed', error: ErrorCode): Composed {
  return { kind: 'dropped', to, error };
}
