import type { ImportedUser, UserSource } from './user.ts';

/** What a directory answers to a reading. */
export interface UserReading {
  /** False: only what changed; nobody is taken for gone. */
  whole: boolean;
  pages: AsyncIterable<readonly ImportedUser[]>;
  /** Entries left out so far because nothing in them can be a user name. */
  skipped?(): number;
  /** The life of the connection it is read through: when that has ended meanwhile, nothing is kept. */
  connection?: { id: string; generation: number };
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
