import { createLdapService, type LdapService } from '../../../electron/connections/ldap/service.ts';
import type { LdapPatience } from '../../../electron/connections/ldap/wire/session.ts';
import type { ImportedUser } from '../../../electron/model/user.ts';
import type { UserReading } from '../../../electron/model/user-directory.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { createMemoryBlobs, createMemoryKeychain, testRandom } from '../memory-vault-parts.ts';

export interface LdapBench {
  service: LdapService;
  /** What is kept in clear: settings by their key. */
  settings: Map<string, string>;
  /** What is kept sealed: secrets by their name. */
  secrets: Map<string, Uint8Array>;
  changes(): number;
}

/** The service over settings and a vault in memory. `now` is its clock. */
export function ldapBench(options: { now?: () => number; patience?: LdapPatience } = {}): LdapBench {
  const settings = new Map<string, string>();
  const blobs = createMemoryBlobs();
  let changes = 0;
  const vault = openVault({
    workspaceId: 'ldap-test',
    keyslotFile: '/nonexistent/keyslot',
    keychain: createMemoryKeychain(),
    blobs,
    random: testRandom,
  });
  const service = createLdapService({
    settings: {
      get: async (key) => settings.get(key) ?? null,
      set: async (key, json) => void settings.set(key, json),
      delete: async (key) => void settings.delete(key),
    },
    vault,
    clock: { now: options.now ?? Date.now, sleep: () => Promise.resolve() },
    lastImport: async () => null,
    users: async () => 0,
    changed: () => {
      changes += 1;
    },
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  return { service, settings, secrets: blobs.stored, changes: () => changes };
}

/** Reads a directory to its end. */
export async function readAll(
  service: LdapService,
  since: number | null = null,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ whole: boolean; users: ImportedUser[]; pages: number[]; skipped: number }> {
  const reading = await service.directory.read(since, signal);
  const { users, pages } = await collect(reading);
  return { whole: reading.whole, users, pages, skipped: reading.skipped?.() ?? 0 };
}

async function collect({ pages }: UserReading): Promise<{ users: ImportedUser[]; pages: number[] }> {
  const users: ImportedUser[] = [];
  const sizes: number[] = [];
  for await (const page of pages) {
    users.push(...page);
    sizes.push(page.length);
  }
  return { users, pages: sizes };
}
