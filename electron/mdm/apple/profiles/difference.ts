import type { InstallRow, ProfileNeed } from '../../../store/contract/apple.ts';

type Wanted = ProfileNeed['wanted'][number];

/** What is to be done on one channel. */
export interface Difference {
  install: Wanted[];
  remove: InstallRow[];
  /** Orders that say something else now; those not sent yet are taken back. */
  outdated: string[];
}

/** What `differenceOf` needs to know besides. */
export interface Circumstances {
  /** True when the order (uuid) that failed was one to remove it. */
  failedRemoval(uuid: string): boolean;
  /** The profile that is tried again where it failed; null: none is. */
  again: string | null;
}

/**
 * Compares what a channel ought to have with what it has. What is on its way is not ordered twice; what failed is ordered again
 * when it is another version now, or by `again`. Pure.
 */
export function differenceOf(need: ProfileNeed, circumstances: Circumstances): Difference {
  const there = new Map(need.installs.map((row) => [row.identifier, row]));
  const wanted = new Set(need.wanted.map(({ identifier }) => identifier));
  const install = need.wanted.filter((profile) =>
    lacks(there.get(profile.identifier), profile, circumstances),
  );
  const remove = [...there.values()].filter(
    (row) => !wanted.has(row.identifier) && isToGo(row, circumstances),
  );
  const replaced = install.map(({ identifier }) => there.get(identifier)).concat(remove);
  const outdated = replaced.flatMap((row) =>
    row !== undefined && isOpen(row) && row.uuid ? [row.uuid] : [],
  );
  return { install, remove, outdated };
}

function lacks(
  row: InstallRow | undefined,
  wanted: Wanted,
  { again, failedRemoval }: Circumstances,
): boolean {
  if (row === undefined || row.state === 'removing') return true;
  if (row.version !== wanted.version || row.profileId !== wanted.profileId) return true;
  if (row.state !== 'failed') return false;
  return again === row.profileId || (row.uuid !== null && failedRemoval(row.uuid));
}

/** One that failed to install may be there in an earlier version; one that would not go is left to the admin. */
function isToGo(row: InstallRow, { again, failedRemoval }: Circumstances): boolean {
  if (row.state === 'removing') return false;
  if (row.state !== 'failed') return true;
  return again === row.profileId || row.uuid === null || !failedRemoval(row.uuid);
}

function isOpen({ state }: InstallRow): boolean {
  return state === 'pending' || state === 'removing';
}
