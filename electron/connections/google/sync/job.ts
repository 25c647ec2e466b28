import type { GoogleConnection } from '../../../model/connection.ts';
import type { SyncRun } from '../../../model/sync-run.ts';
import type { Partition } from '../../../store/contract.ts';
import type { DirectoryApi } from '../api/directory.ts';
import type { GoogleSyncDeps, SyncOptions } from './contract.ts';
import type { BaseQuery } from './counts.ts';
import type { Lease } from './lease.ts';
import type { ProgressMeter } from './progress.ts';

/** All that one run works with. */
export interface Job {
  readonly deps: Pick<GoogleSyncDeps, 'store' | 'clock' | 'random'>;
  readonly options: SyncOptions;
  readonly connection: GoogleConnection;
  readonly api: DirectoryApi;
  readonly lease: Lease;
  readonly progress: ProgressMeter;
  /** Fires when the run is cancelled or the program closes. */
  readonly signal: AbortSignal;
}

/** A run that is under way. */
export interface Begun {
  readonly run: SyncRun;
  readonly partitions: Partition[];
  readonly base: BaseQuery;
}
