import type { DirectoryApi } from '../api/directory.ts';
import type { DirectoryWrites } from '../api/directory-writes.ts';

/** The client an adapter works with. */
export type ActionApi = Pick<DirectoryApi, 'getDevice' | 'clockOffset'> & DirectoryWrites;
