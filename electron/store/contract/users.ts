import type { AuditDraft } from '../../model/audit.ts';
import type { SerializedError } from '../../model/errors.ts';
import type {
  ImportedUser,
  ImportResult,
  ImportStanding,
  User,
  UserQuery,
  UserSource,
} from '../../model/user.ts';
import type { UserDirectory } from '../../model/user-directory.ts';

/** A user as it is kept; devices are counted, and `fetchedAt` is told from the source’s last import, when it is read. */
export type UserRow = Omit<User, 'devices' | 'fetchedAt'>;

/**
 * The people. Of those not gone, user names are unique whatever the case (`userKey`); an address is not, because
 * families and offices share one. Every write is on the disk when it answers and records the drafts given with it.
 */
export interface UserRepository {
  window(query: UserQuery): Promise<{ rows: User[]; total: number }>;
  get(id: string): Promise<User | null>;
  /** By user name, in one call; names nobody has are left out, and so is who is gone. At most 1,000 a call. */
  byUserNames(userNames: string[]): Promise<User[]>;
  /** Everybody not gone with one of these addresses, whatever the case. At most 1,000 a call. */
  byEmails(emails: string[]): Promise<User[]>;
  /** Rises with every change of users. */
  version(): Promise<number>;
  /**
   * Inserts or replaces by id, all or none. Throws `user_name_taken` with the first name at fault, and `review_gone`
   * when users have changed since `version`. `result` is kept as the newest import of its source.
   */
  put(input: { users: UserRow[]; audit: AuditDraft; version?: number; result?: ImportResult }): Promise<void>;
  /** Answers those that were there. */
  remove(input: { ids: string[]; audit: AuditDraft }): Promise<User[]>;
  /**
   * Keeps what a source said, in one transaction: users are found by source and external id, else by user name, else
   * – for users kept here – by address when only one has it. Who is another source’s stays so. Those that are not
   * named become `gone` when `whole`, unless they are more than half of the source’s and `acceptShrink` is not set.
   * The counts are added to the detail of `audit`. Throws `connection_not_found` when that life of the connection
   * has ended.
   */
  merge(input: {
    source: UserDirectory['source'];
    users: ImportedUser[];
    whole: boolean;
    acceptShrink: boolean;
    at: number;
    skipped?: number;
    connection?: { id: string; generation: number };
    audit: AuditDraft;
  }): Promise<ImportResult>;
  /** Notes that an import failed; the newest result stays. */
  noteFailure(input: { source: UserSource; error: SerializedError; audit: AuditDraft }): Promise<void>;
  /** What is known of each source’s imports, and when its last whole reading that was kept began. */
  imports(): Promise<(ImportStanding & { wholeAt: number | null })[]>;
  /** All of a filter in batches, for exports. */
  stream(input: { query: Omit<UserQuery, 'offset' | 'limit'>; signal?: AbortSignal }): AsyncIterable<User[]>;
}
