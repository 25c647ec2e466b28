import type { Device } from '../../model/device.ts';
import type { RunReason, RunState, SyncRun } from '../../model/sync-run.ts';

/** One listing that a run is made of. `query` is sent to Google as it stands; null lists without one. */
export interface Partition {
  index: number;
  query: string | null;
  orgUnitPath: string | null;
  label: string;
  /** The token of the next page to ask for; null at the start and when `done`. */
  pageToken: string | null;
  /** When that token was received. */
  tokenAt: number | null;
  pages: number;
  done: boolean;
}
export type NewPartition = Pick<Partition, 'query' | 'orgUnitPath' | 'label'>;

export interface RunRepository {
  list(input: { connectionId: string; limit: number; before?: number }): Promise<SyncRun[]>;
  get(runId: string): Promise<SyncRun | null>;
  lastComplete(connectionId: string): Promise<SyncRun | null>;
  /** The run that is running or was cut off, with its partitions. */
  unfinished(connectionId: string): Promise<{ run: SyncRun; partitions: Partition[] } | null>;
  /** Begins a run. `direct` says that rows are published page by page, because there was nothing to protect. */
  start(input: {
    run: SyncRun;
    partitions: NewPartition[];
    generation: number;
  }): Promise<{ direct: boolean; partitions: Partition[] }>;
  /**
   * Parses a page of chromeosdevices.list against the schema, in the writer's thread, and keeps it there
   * under `handle` until committed. Throws `google_bad_answer`. Writes nothing.
   */
  readPage(text: string): Promise<{ handle: number; count: number; nextPageToken: string | null }>;
  /**
   * Commits a page with its cursor in one transaction. Devices that differ from the cache are staged (or
   * published when the run is direct); all are marked seen. A page of an older generation is dropped with
   * `connection_not_found`.
   */
  commitPage(input: {
    runId: string;
    handle: number;
    partition: number;
    nextPageToken: string | null;
    fetchedAt: number;
    generation: number;
  }): Promise<{ seen: number; pages: number }>;
  /** Forgets a partition's cursor (not its committed rows), to list it again from its start. */
  restartPartition(input: { runId: string; partition: number }): Promise<void>;
  /** Replaces the partitions not yet begun, when a listing turns out too long. */
  splitPartition(input: { runId: string; partition: number; into: NewPartition[] }): Promise<Partition[]>;
  /** Devices in the cache, not vanished, that this run has not seen. */
  missing(input: {
    runId: string;
    limit: number;
  }): Promise<{ total: number; cached: number; devices: Device[] }>;
  /** Stages one device read by itself (`chromeosdevices.get`) and marks it seen. */
  stageDevice(input: { runId: string; document: string; fetchedAt: number }): Promise<void>;
  /**
   * Makes the staged rows the truth, tombstones `gone` (provider ids), refreshes the search index and ends the
   * run with `state`, all in one transaction.
   */
  publish(input: {
    runId: string;
    gone: string[] | 'all_missing';
    state: Extract<RunState, 'complete'>;
    expectedAfter: number | null;
    endedAt: number;
    generation: number;
  }): Promise<SyncRun>;
  /** Moves a run (see RUN_MOVES) without publishing; staged rows are kept only for `interrupted` and `shrunk`. */
  move(input: {
    runId: string;
    to: RunState;
    reason: RunReason | null;
    detail: string | null;
    at: number;
    expectedAfter?: number | null;
    expectedBefore?: number | null;
  }): Promise<SyncRun>;
}
