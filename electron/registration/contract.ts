import type { MusterError } from '../model/errors.ts';
import type {
  ImportedUser,
  ImportResult,
  User,
  UserDraft,
  UserListPreview,
  UserListRow,
  UserQuery,
  UserSource,
} from '../model/user.ts';

/** What a directory answers to a reading. */
export interface UserReading {
  /** False: only what changed; nobody is taken for gone. */
  whole: boolean;
  pages: AsyncIterable<readonly ImportedUser[]>;
  /** Entries left out so far because nothing in them can be a user name. */
  skipped?(): number;
}

/** Where users can be read from, page by page. */
export interface UserDirectory {
  source: Extract<UserSource, 'google' | 'ldap'>;
  /**
   * All users, in pages. A source that can say what changed may answer that alone, when `since` is given: the moment
   * (ms UTC) at which the last whole reading that was kept began; null asks for everybody. Throws the source’s final
   * MusterError; a reading that broke off has changed nothing.
   */
  read(since: number | null, signal: AbortSignal): Promise<UserReading>;
}

/** The people of a workspace. */
export interface UserService {
  window(query: UserQuery): Promise<{ rows: User[]; total: number }>;
  get(id: string): Promise<User | null>;
  /** Throws `user_name_taken`. */
  add(draft: UserDraft): Promise<User>;
  /** Of an imported user only language and notes are taken. Throws `not_found`, `user_name_taken`. */
  change(id: string, draft: UserDraft): Promise<User>;
  /** Answers what was removed, so that it can be put back. */
  remove(ids: readonly string[]): Promise<User[]>;
  /** Puts removed users back. Throws `user_name_taken` when a name was given away meanwhile; then none is. */
  restore(users: readonly User[]): Promise<void>;
  /** Reads and judges a CSV. Throws `list_unreadable`. */
  preview(text: string): Promise<UserListPreview>;
  /** Throws `review_gone`. */
  previewRows(input: {
    previewId: string;
    kinds: readonly UserListRow['kind'][];
    offset: number;
    limit: number;
  }): Promise<{ rows: UserListRow[]; total: number }>;
  /**
   * Keeps what a preview has shown, all in one transaction. Faulty lines are left out only when told so, else
   * `user_list_faulty`. Throws `review_gone`, also when users changed so that a line would mean something else.
   */
  importList(previewId: string, leaveOutFaulty: boolean): Promise<ImportResult>;
  /** Reads a directory to its end, then keeps it in one transaction. */
  importFrom(
    source: UserDirectory['source'],
    onProgress: (seen: number) => void,
    signal: AbortSignal,
  ): Promise<ImportResult>;
  /** The newest import of each source. */
  imports(): Promise<{ source: UserSource; result: ImportResult | null; failed: MusterError | null }[]>;
}
