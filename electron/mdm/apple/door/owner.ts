import type { User } from '../../../model/user.ts';
import type { AppleIdentity } from '../../../store/contract/apple.ts';
import type { DoorDeps } from './door.ts';

/** The user an identity was issued for; null when there was none, or nothing is known of him any more. */
export async function userOf(
  { users }: Pick<DoorDeps, 'users'>,
  identity: Pick<AppleIdentity, 'userId'> | null,
): Promise<User | null> {
  return identity === null || identity.userId === null ? null : users.get(identity.userId);
}
