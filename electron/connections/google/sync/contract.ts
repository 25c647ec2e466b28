import type { GoogleConnection } from '../../../model/connection.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { SyncProgress, SyncRun } from '../../../model/sync-run.ts';
import type { Store } from '../../../store/contract.ts';
import type { DirectoryApi } from '../api/directory.ts';

/** The sync of one Google connection. At most one run at a time, over all programs that share the store. */
export interface GoogleSync {
  /**
   * Begins a run, or resumes one that was cut off, and resolves when it is under way (or has already ended).
   * Throws `sync_running`, `connection_not_found`, the vault's errors, and `google_offline` for a scheduled run
   * when the run before ended for that reason already.
   */
  start(trigger: SyncRun['trigger']): Promise<SyncRun>;
  /** The same, to the run's end. The signal cancels. */
  run(trigger: SyncRun['trigger'], signal?: AbortSignal): Promise<SyncRun>;
  /** Ends the run as `cancelled`; resolves when nothing of it writes any more. */
  cancel(): Promise<void>;
  /** Leaves the run to be resumed later (the program or the workspace closes). */
  stop(): Promise<void>;
  /**
   * The admin's word on a run held because the fleet shrank: `accept` lets the missing devices go, else the cache
   * stays as it was. Throws `sync_not_waiting`, `sync_running`.
   */
  answer(runId: string, accept: boolean): Promise<SyncRun>;
  progress(): SyncProgress | null;
  running(): boolean;
  /** False when the last attempt could not reach Google at all. */
  reachable(): boolean;
  onProgress(listener: (progress: SyncProgress) => void): () => void;
  onEnded(listener: (run: SyncRun) => void): () => void;
  /** Something a screen shows has changed: a run's state, the connection's trouble, the devices. */
  onChanged(listener: () => void): () => void;
}

export interface GoogleSyncDeps {
  store: Pick<Store, 'runs' | 'connections' | 'orgUnits' | 'leases'>;
  /** The client for the connection as it is now. */
  api(connection: GoogleConnection): DirectoryApi | Promise<DirectoryApi>;
  clock: Clock;
  random: Random;
  /** Of this process: another program frees the lock of one that died. */
  pid: number;
  options?: Partial<SyncOptions>;
}

/** Times in milliseconds. */
export interface SyncOptions {
  /** How long the lock outlives its last renewal. */
  leaseMs: number;
  /** A page token older than this is not tried: Google lets listings die after an hour. */
  tokenYoungMs: number;
  /** A run cut off longer ago than this is begun anew rather than resumed. */
  resumableMs: number;
  /** Each listing is planned to take no longer than this at the pace of the last run. */
  plannedListingMs: number;
  /** Nor to bring more devices than this. */
  listingDevices: number;
  /** A listing that takes longer than this is split. */
  longestListingMs: number;
  /** How often a listing begins anew after a dead page token. */
  restarts: number;
  limits: VerdictLimits;
  confirmConcurrency: number;
  /** Progress is told no more often than this. */
  progressMs: number;
}

/** What is still ordinary, and what asks first. */
export interface VerdictLimits {
  /** More missing devices than this share of the cache ask first; never fewer than `shrinkFloor`. */
  shrinkShare: number;
  shrinkFloor: number;
  /** Nor are more than this confirmed one by one. */
  confirmAtMost: number;
  /** A list short by no more than this share (or `slackFloor`) may be completed device by device. */
  slackShare: number;
  slackFloor: number;
}

export const SYNC_OPTIONS: SyncOptions = {
  leaseMs: 5 * 60_000,
  tokenYoungMs: 50 * 60_000,
  resumableMs: 12 * 3_600_000,
  plannedListingMs: 25 * 60_000,
  listingDevices: 150_000,
  longestListingMs: 50 * 60_000,
  restarts: 3,
  limits: { shrinkShare: 0.1, shrinkFloor: 10, confirmAtMost: 5000, slackShare: 0.01, slackFloor: 10 },
  confirmConcurrency: 4,
  progressMs: 100,
};
