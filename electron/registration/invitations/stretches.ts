import type { User, UserFilter } from '../../model/user.ts';
import type { InvitationDeps } from './deps.ts';

/** The store takes twice as many ids at once; what goes to it and comes from it does not hold the thread for a frame. */
const STRETCH = 500;

/** Parts of at most so many, in order. */
export function* stretchesOf<T>(all: readonly T[], length = STRETCH): Generator<T[]> {
  for (let place = 0; place < all.length; place += length) yield all.slice(place, place + length);
}

const BY_NAME = { column: 'displayName', direction: 'ascending' } as const;

/** How many users a filter finds. */
export async function countUsers(
  { users }: Pick<InvitationDeps, 'users'>,
  filter: UserFilter,
): Promise<number> {
  return (await users.window({ filter, sort: BY_NAME, offset: 0, limit: 1 })).total;
}

/** The users of a filter by name, in stretches. */
export async function* usersOf(
  { users }: Pick<InvitationDeps, 'users'>,
  filter: UserFilter,
  signal?: AbortSignal,
): AsyncGenerator<User[]> {
  const query = { filter, sort: BY_NAME };
  let held: User[] = [];
  for await (const batch of users.stream({ query, ...(signal === undefined ? {} : { signal }) })) {
    held.push(...batch);
    while (held.length >= STRETCH) {
      yield held.slice(0, STRETCH);
      held = held.slice(STRETCH);
    }
  }
  if (held.length > 0) yield held;
}

/** Users by their ids (≤ 1,000), as they are now, gone or not; those that were removed are left out. */
export async function usersById(
  deps: Pick<InvitationDeps, 'users'>,
  ids: readonly string[],
): Promise<Map<string, User>> {
  const found = new Map<string, User>();
  for await (const stretch of usersOf(deps, { ids: [...ids] }))
    for (const user of stretch) found.set(user.id, user);
  return found;
}
