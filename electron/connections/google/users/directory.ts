import { MusterError } from '../../../model/errors.ts';
import type { ImportedUser } from '../../../model/user.ts';
import type { UserDirectory } from '../../../model/user-directory.ts';
import type { DirectoryUsers } from '../api/directory.ts';

/**
 * The people in Google's directory. Google does not say what changed, so every reading is whole; groups need a
 * permission that the connection does not ask for.
 */
export function createGoogleUsers(
  api: DirectoryUsers,
  connection: { id: string; generation: number },
): UserDirectory {
  return {
    source: 'google',
    read: async (_since, signal) => ({ whole: true, pages: pagesOf(api, signal), connection }),
  };
}

async function* pagesOf(api: DirectoryUsers, signal: AbortSignal): AsyncGenerator<readonly ImportedUser[]> {
  const taken = new Set<string>();
  let pageToken: string | null = null;
  do {
    const page = await api.listUsers(pageToken, signal);
    yield page.users;
    pageToken = page.nextPageToken;
    if (pageToken !== null && taken.has(pageToken))
      throw new MusterError('google_bad_answer', {
        reason: 'the list of users leads back to an earlier page',
      });
    if (pageToken !== null) taken.add(pageToken);
  } while (pageToken !== null);
}
