import { MusterError } from '../../model/errors.ts';
import type { LdapConnection, LdapOverview, LdapTest } from '../../model/ldap.ts';
import type { Clock } from '../../model/ports.ts';
import type { ImportResult, User } from '../../model/user.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { SettingsRepository } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import {
  LDAP_SECRET,
  type LdapSettings,
  readLdapSettings,
  removeLdapSettings,
  writeLdapSettings,
} from './settings.ts';
import type { LdapPatience } from './wire/session.ts';

/** Settings as an admin gives them. An absent password is the one kept, which goes nowhere but where it was given for. */
export interface LdapInput {
  connection: LdapConnection;
  password?: string | undefined;
}

/** The workspace’s one LDAP directory: set up, tried out, read and removed here. */
export interface LdapService {
  /** Null when none is set up. */
  overview(): Promise<LdapOverview | null>;
  /**
   * Binds and reads without keeping anything. Throws bad_input, ldap_unreachable, ldap_certificate,
   * ldap_bind_refused, ldap_refused, ldap_too_large, what the vault throws, and `cancelled`.
   */
  test(input: LdapInput, signal: AbortSignal): Promise<LdapTest>;
  /** Keeps the settings, and the password in the vault. Throws bad_input and what the vault throws. */
  save(input: LdapInput): Promise<LdapOverview>;
  /** Forgets the settings and the password; imported users stay. Throws ldap_not_set. */
  remove(): Promise<void>;
  readonly directory: UserDirectory;
  /**
   * Whether this is the user’s password in the directory; it is kept nowhere. Never throws: `unreachable` stands for
   * whatever hinders asking, no directory or a locked vault too.
   */
  verify(user: LdapIdentity, password: string, signal: AbortSignal): Promise<LdapVerdict>;
}

/** By what a user is found in the directory. */
export type LdapIdentity = Pick<User, 'externalId' | 'userName'>;
export type LdapVerdict = 'right' | 'wrong' | 'unreachable';

export interface LdapServiceDeps {
  settings: SettingsRepository;
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  clock: Clock;
  /** The newest import from the directory, and how many users are from it. */
  lastImport(): Promise<ImportResult | null>;
  users(): Promise<number>;
  changed(): void;
  patience?: LdapPatience;
}

export function createLdapService(deps: LdapServiceDeps): LdapService {
  const { settings, vault, clock, patience } = deps;
  const need = async (): Promise<LdapSettings> => {
    const kept = await readLdapSettings(settings);
    if (kept === null) throw new MusterError('ldap_not_set');
    return kept;
  };
  const overviewOf = async ({ connection }: LdapSettings): Promise<LdapOverview> => {
    const [last, users] = await Promise.all([deps.lastImport(), deps.users()]);
    return { connection, users, lastImport: last };
  };
  const passwordFor = async ({ connection, password }: LdapInput): Promise<string> => {
    if (password !== undefined) return password;
    const kept = await readLdapSettings(settings);
    const known = kept !== null && isSameAccount(kept.connection, connection);
    const found = known ? await vault.read(LDAP_SECRET) : null;
    if (found === null) throw new MusterError('ldap_bind_refused', { host: connection.host });
    return found;
  };
  return {
    overview: async () => {
      const kept = await readLdapSettings(settings);
      return kept === null ? null : await overviewOf(kept);
    },
    test: async (input, signal) => {
      const { checkedConnection, openSession, tryOut } = await speaking();
      const connection = checkedConnection(input.connection);
      const password = await passwordFor({ ...input, connection });
      return await tryOut(await openSession(connection, password, signal, patience), connection);
    },
    save: async (input) => {
      const { checkedConnection } = await speaking();
      const connection = checkedConnection(input.connection);
      const password = await passwordFor({ ...input, connection });
      const kept = { connection, savedAt: clock.now() };
      await vault.write(LDAP_SECRET, password);
      await writeLdapSettings(settings, kept);
      deps.changed();
      return await overviewOf(kept);
    },
    remove: async () => {
      await need();
      // The secret goes first: settings without it can still be removed, the other way round nothing would.
      await vault.remove(LDAP_SECRET);
      await removeLdapSettings(settings);
      deps.changed();
    },
    directory: {
      source: 'ldap',
      read: async (since, signal) => {
        const kept = await need();
        const { openSession, readDirectory } = await speaking();
        const { connection } = kept;
        const session = await openSession(connection, await passwordFor({ connection }), signal, patience);
        return await readDirectory({ session, settings: kept, settingsNow: need, now: clock.now() }, since);
      },
    },
    verify: async (user, password, signal) => {
      try {
        const { connection } = await need();
        const { verifyPassword } = await speaking();
        const reader = { connection, password: await passwordFor({ connection }) };
        return await verifyPassword(reader, { user, password }, signal, patience);
      } catch {
        return 'unreachable';
      }
    },
  };
}

const speaking = (): Promise<typeof import('./speaking.ts')> => import('./speaking.ts');

/** Only there the kept password may be sent: it was given for this account at this server. */
function isSameAccount(kept: LdapConnection, now: LdapConnection): boolean {
  return kept.host === now.host && kept.port === now.port && kept.bindDn === now.bindDn;
}
