import type { ErrorCode } from '../../model/error-codes.ts';
import { MusterError, serializeError, toMusterError } from '../../model/errors.ts';
import type { ImportedUser, ImportResult } from '../../model/user.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { UserService } from '../contract.ts';
import type { UserServiceDeps } from './deps.ts';

type Source = UserDirectory['source'];

/** Imports from directories, one at a time from each. */
export function createDirectoryImports(deps: UserServiceDeps): Pick<UserService, 'importFrom'> {
  const running = new Set<Source>();
  return {
    importFrom: async ({ source, acceptShrink }, onProgress, signal) => {
      if (running.has(source)) throw new MusterError('import_running');
      running.add(source);
      try {
        return await importOnce(deps, source, acceptShrink, onProgress, signal);
      } catch (error) {
        const known = toMusterError(error);
        const audit = deps.draft('users.imported', null, { source }, known.code);
        // Why the import failed matters more than that it could not be noted.
        await noted(deps, source, known, audit).catch(() => undefined);
        throw known;
      } finally {
        running.delete(source);
        deps.changed();
      }
    },
  };
}

/** What the admin ended, or what was never set up, is no failure of a source: it is in the log alone. */
const NO_FAILURES: readonly ErrorCode[] = ['cancelled', 'connection_not_found', 'ldap_not_set'];

async function noted(
  { users, audit }: UserServiceDeps,
  source: Source,
  error: MusterError,
  draft: Parameters<typeof audit.append>[0],
): Promise<void> {
  if (NO_FAILURES.includes(error.code)) await audit.append(draft);
  else await users.noteFailure({ source, error: serializeError(error), audit: draft });
}

async function importOnce(
  { users, clock, directories, draft }: UserServiceDeps,
  source: Source,
  acceptShrink: boolean,
  onProgress: (seen: number) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const directory = directories[source]();
  const standing = (await users.imports()).find((known) => known.source === source);
  const at = clock.now();
  // Whether so many may go is only known from all of them.
  const since = acceptShrink ? null : (standing?.wholeAt ?? null);
  const { whole, pages, skipped, connection } = await directory.read(since, signal);
  const all: ImportedUser[] = [];
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const user of page) all.push(user);
    onProgress(all.length);
  }
  signal.throwIfAborted();
  const left = skipped?.();
  return await users.merge({
    source,
    users: all,
    whole,
    acceptShrink,
    at,
    ...(left === undefined ? {} : { skipped: left }),
    ...(connection === undefined ? {} : { connection }),
    audit: draft('users.imported', null, { source }),
  });
}
