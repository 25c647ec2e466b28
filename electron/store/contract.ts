import type { GoogleConnection } from '../model/connection.ts';
import type { Device, DeviceDetail } from '../model/device.ts';
import type { DeviceOverview } from '../model/device-overview.ts';
import type {
  DeviceFilter,
  DeviceQuery,
  DeviceWindow,
  DeviceWindowInput,
  Facet,
  FacetColumn,
} from '../model/device-query.ts';
import type { OrgUnit } from '../model/org-unit.ts';
import type { SavedView } from '../model/saved-view.ts';
import type { RunReason, RunState, SyncRun } from '../model/sync-run.ts';
import type { StoreCondition } from '../model/workspace.ts';

/**
 * The store as the services see it: one SQLite file per workspace, read and written in worker threads.
 * Every method is asynchronous and throws MusterError (`store_busy`, `disk_full`, `folder_read_only`,
 * `store_damaged`, `not_found`); every method named a write is one transaction.
 */
export interface Store {
  readonly condition: StoreCondition;
  readonly devices: DeviceReads;
  readonly orgUnits: OrgUnitRepository;
  readonly connections: ConnectionRepository;
  readonly runs: RunRepository;
  readonly views: ViewRepository;
  readonly settings: SettingsRepository;
  readonly secrets: SecretRepository;
  readonly leases: LeaseRepository;
  /** Called when another process committed to the same file; returns the remover. */
  onOutsideChange(listener: () => void): () => void;
  /**
   * After a first fill, indexes are made between other work, and until then lists and searches are slower;
   * this makes them at once. Resolves when all are there.
   */
  finishIndexes(): Promise<void>;
  /**
   * Reads the whole file for damage, off the main thread; answers the problems found, none when sound.
   * A file with problems is repaired at the next start.
   */
  checkIntegrity(): Promise<string[]>;
  close(): Promise<void>;
}

export interface DeviceReads {
  window(input: DeviceWindowInput): Promise<DeviceWindow>;
  /** The exact total of a filter. */
  count(filter: DeviceFilter): Promise<number>;
  facets(input: { filter: DeviceFilter; column: FacetColumn; limit: number }): Promise<Facet[]>;
  /** The fleet in figures, its ages at `now` (ms UTC). */
  overview(now: number): Promise<DeviceOverview>;
  detail(id: string): Promise<DeviceDetail | null>;
  /** Devices with exactly this serial (serials are not unique) or this provider id. */
  find(input: { serial?: string; providerId?: string }): Promise<Device[]>;
  /** The ids of a result in its order, from `offset`, for selections. */
  ids(input: { query: DeviceQuery; offset: number; limit: number }): Promise<string[]>;
  /**
   * The whole result in order, in batches, from one snapshot that later writes do not change.
   * `withDocument` adds the provider's raw document (JSON text).
   */
  stream(input: {
    query: DeviceQuery;
    withDocument: boolean;
    batch?: number;
    signal?: AbortSignal;
  }): AsyncIterable<{ device: Device; document: string | null }[]>;
}

export interface OrgUnitRepository {
  list(connectionId: string): Promise<OrgUnit[]>;
  /** Replaces the units of a connection by this whole list. A write. */
  replace(input: { connectionId: string; generation: number; units: OrgUnit[] }): Promise<void>;
}

export interface ConnectionRepository {
  /** The workspace's Google connection: at most one. */
  google(): Promise<GoogleConnection | null>;
  /** Inserts or replaces it. Throws `connection_exists` when another one holds the slot. */
  saveGoogle(connection: GoogleConnection): Promise<void>;
  /** What a delete would remove, for the confirmation. */
  contents(
    connectionId: string,
  ): Promise<{ devices: number; runs: number; orgUnits: number; secrets: number }>;
  /** Deletes it with its devices, documents, runs, units, settings and secrets, and compacts the file. */
  remove(connectionId: string): Promise<void>;
}

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

/** The views that admins saved. */
export interface ViewRepository {
  /** All of them, in their order. */
  list(): Promise<SavedView[]>;
  /** Inserts a view, or replaces the one with its id. Throws `view_name_taken` when another one has its name. */
  put(view: SavedView): Promise<void>;
  /** Removes it; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Gives the views with these ids the places 0, 1, … */
  arrange(ids: string[]): Promise<void>;
}

export interface SettingsRepository {
  /** The JSON text under a key, or null. */
  get(key: string): Promise<string | null>;
  set(key: string, json: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Encrypted blobs; this room never sees what is in them. */
export interface SecretRepository {
  get(name: string): Promise<Uint8Array | null>;
  put(name: string, blob: Uint8Array): Promise<void>;
  delete(name: string): Promise<void>;
  list(): Promise<string[]>;
}

/** A lock that outlives no process: it is lost when not renewed. */
export interface LeaseRepository {
  /** True when taken or already ours; false while another owner's lease runs. A lease whose process on this machine has died is free. */
  acquire(input: { name: string; owner: string; pid: number; now: number; ttlMs: number }): Promise<boolean>;
  /** False when it was lost. */
  renew(input: { name: string; owner: string; now: number; ttlMs: number }): Promise<boolean>;
  release(input: { name: string; owner: string }): Promise<void>;
}
