import type {
  ImportResult,
  ImportStanding,
  User,
  UserDraft,
  UserListPreview,
  UserListRow,
  UserQuery,
} from '../model/user.ts';
import type { UserDirectory } from '../model/user-directory.ts';

export type { UserDirectory, UserReading } from '../model/user-directory.ts';

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
  /**
   * Reads a directory to its end, then keeps it in one transaction; cancelled or failed it changes nothing.
   * `acceptShrink` lets more than half of the source’s users go, which is held otherwise. Throws what the directory
   * throws, `import_running` while the same source is being read, `ldap_not_set`, `connection_not_found`.
   */
  importFrom(
    input: { source: UserDirectory['source']; acceptShrink: boolean },
    onProgress: (seen: number) => void,
    signal: AbortSignal,
  ): Promise<ImportResult>;
  /** The newest import of each source. */
  imports(): Promise<ImportStanding[]>;
}
