import type { PlistDict } from '../../../model/apple/plist.ts';
import type { AuditDraft, DraftDeed } from '../../../model/audit.ts';
import { MusterError } from '../../../model/errors.ts';
import type { Clock } from '../../../model/ports.ts';
import type { ProfileRow } from '../../../store/contract/apple.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import { parsed } from './read.ts';

export interface KeepDeps {
  apple: Store['apple'];
  vault: Pick<Vault, 'seal' | 'open'>;
  clock: Pick<Clock, 'now'>;
  draft: DraftDeed;
}

/** The name under which a profile’s bytes are sealed. */
export function boxName(id: string): string {
  return `apple.profile.${id}`;
}

/** The row of a profile. Throws `not_found`. */
export async function rowOf({ apple }: Pick<KeepDeps, 'apple'>, id: string): Promise<ProfileRow> {
  const row = await apple.profile(id);
  if (row === null) throw new MusterError('not_found');
  return row;
}

/** What a kept profile says, as XML. Throws what the vault throws. */
export async function bytesOf({ vault }: Pick<KeepDeps, 'vault'>, row: ProfileRow): Promise<Uint8Array> {
  return await vault.open(boxName(row.id), row.sealed);
}

/** The same, read. */
export async function contentOf(deps: Pick<KeepDeps, 'vault'>, row: ProfileRow): Promise<PlistDict> {
  return await parsed(await bytesOf(deps, row));
}

/** What is known of a profile besides its bytes. */
export type ProfileFacts = Pick<
  ProfileRow,
  'id' | 'name' | 'description' | 'identifier' | 'scope' | 'types' | 'form'
>;

/**
 * Keeps a new profile, or a new version in the place of `before`. The version rises only when devices would see a difference.
 * Answers whether they would. Throws `profile_identifier_taken`, and what the vault throws.
 */
export async function keepProfile(
  deps: KeepDeps,
  facts: ProfileFacts,
  bytes: Uint8Array,
  before: ProfileRow | null,
): Promise<boolean> {
  const { apple, vault, clock } = deps;
  const at = clock.now();
  const earlier = before === null ? null : await bytesOf(deps, before);
  const same = before?.scope === facts.scope && earlier !== null && Buffer.compare(earlier, bytes) === 0;
  const profile: ProfileRow = {
    ...facts,
    version: (before?.version ?? 0) + (same ? 0 : 1),
    sealed: await vault.seal(boxName(facts.id), bytes),
    bytes: bytes.byteLength,
    createdAt: before?.createdAt ?? at,
    changedAt: at,
  };
  await apple.putProfile({ profile, audit: deedOf(deps, profile, before) });
  return !same;
}

function deedOf({ draft }: KeepDeps, profile: ProfileRow, before: ProfileRow | null): AuditDraft {
  const { id, name, identifier, version } = profile;
  return draft(before === null ? 'profile.added' : 'profile.changed', id, { name, identifier, version });
}
