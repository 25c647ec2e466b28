import type { ActionSpec, AnnotationChange } from '../model/action.ts';
import type { TargetOutcome } from '../model/action-adapter.ts';
import type { AuditDraft, AuditInput, AuditPage, AuditRow, AuditVerdict } from '../model/audit.ts';
import type { Bar, Command, Target, TargetFacts, TargetReason, TargetState } from '../model/command.ts';
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
import type { SerializedError } from '../model/errors.ts';
import type {
  Diff,
  DiffInput,
  DiffRow,
  FleetAt,
  FleetAtInput,
  HistoryEntry,
  HistoryFilter,
  HistoryInput,
  HistoryPage,
} from '../model/history.ts';
import type { OrgUnit } from '../model/org-unit.ts';
import type { SavedView } from '../model/saved-view.ts';
import type { RunReason, RunState, SyncRun } from '../model/sync-run.ts';
import type {
  ImportedUser,
  ImportResult,
  ImportStanding,
  User,
  UserQuery,
  UserSource,
} from '../model/user.ts';
import type { UserDirectory } from '../model/user-directory.ts';
import type { StoreCondition } from '../model/workspace.ts';
import type {
  AccessRepository,
  CertificateRepository,
  InvitationRepository,
  MailRepository,
  PinRepository,
  TicketRepository,
} from './registration-contract.ts';

/**
 * The store as the services see it: one SQLite file per workspace, read and written in worker threads.
 * Every method is asynchronous and throws MusterError (`store_busy`, `disk_full`, `folder_read_only`,
 * `store_damaged`, `not_found`); every method named a write is one transaction.
 */
export interface Store {
  readonly condition: StoreCondition;
  readonly devices: DeviceRepository;
  readonly orgUnits: OrgUnitRepository;
  readonly connections: ConnectionRepository;
  readonly runs: RunRepository;
  readonly commands: CommandRepository;
  readonly history: HistoryReads;
  readonly audit: AuditRepository;
  readonly users: UserRepository;
  readonly invitations: InvitationRepository;
  readonly mails: MailRepository;
  readonly pins: PinRepository;
  readonly access: AccessRepository;
  readonly tickets: TicketRepository;
  readonly certificates: CertificateRepository;
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
  /**
   * What freezing a target needs of these devices, in the order of the ids; unknown ids are left out. At most
   * 1,000 ids a call.
   */
  facts(ids: string[]): Promise<TargetFacts[]>;
  /** Devices by exact serial (case and all), vanished ones too; a serial nobody has is left out. At most 1,000 a call. */
  bySerials(serials: string[]): Promise<{ serial: string; id: string; vanished: boolean }[]>;
  /** Devices by provider id; unknown ones are left out. At most 1,000 a call. */
  byProviderIds(providerIds: string[]): Promise<{ providerId: string; id: string }[]>;
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

export interface DeviceRepository extends DeviceReads {
  /**
   * Puts a record read by itself in the place of the cached one, with the history of what differs, in one
   * transaction; what a run has staged of an earlier reading is dropped. A device that is not cached is left alone.
   */
  refresh(input: {
    connectionId: string;
    document: string;
    fetchedAt: number;
    /** The command after which it was read. */
    commandId: string;
  }): Promise<void>;
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
  ): Promise<{ devices: number; runs: number; orgUnits: number; users: number; secrets: number }>;
  /**
   * Deletes it with its devices, documents, runs, units, settings, secrets and the users that came from it alone, and
   * compacts the file.
   */
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

/** A target before it is stored: frozen, with what it will be judged by. */
export interface NewTarget {
  facts: TargetFacts;
  change: AnnotationChange | null;
}

/** A target taken for sending. */
export interface ClaimedTarget {
  target: Target;
  /**
   * What has come between since the target was frozen, so that it must not be sent to: a wipe of this device was sent,
   * or may have been; the same action of another command is on its way to it, or its outcome is unknown.
   */
  between: 'wiped_since' | 'in_flight' | 'in_doubt' | null;
}

/**
 * A target's move with what became known; `queued` gives a claimed one back. `sent`, `not_now` and `unknown` may be
 * told again: that is no move, yet when it was asked, what the provider said and when to ask again are noted.
 */
export interface TargetMove {
  id: number;
  outcome: TargetOutcome | { state: 'queued' };
  /** Set when the request has gone out just now. */
  sentAt?: number;
  /** When to ask (again); null: never. Absent: as it was. */
  nextCheckAt?: number | null;
}

/**
 * Commands and their targets. Every write is on the disk (`synchronous=FULL`) when it answers, holds each move to
 * TARGET_MOVES, keeps the counts, and records the audit drafts given with it in the same transaction. Commands and
 * targets outlive their connection.
 */
export interface CommandRepository {
  /** Inserts a command with all its targets, held. */
  create(input: {
    command: Pick<
      Command,
      'id' | 'spec' | 'connectionId' | 'account' | 'actor' | 'origin' | 'createdAt' | 'holdMs' | 'retryOf'
    >;
    /** The life of the connection it was made in. */
    generation: number;
    targets: NewTarget[];
    audit: AuditDraft;
  }): Promise<Command>;
  get(id: string): Promise<Command | null>;
  /** Newest first; `before` is a `createdAt`. `open`: only those not ended; `attention`: with failed, expired or unknown targets not dismissed. */
  list(input: { limit: number; before?: number; which?: 'all' | 'open' | 'attention' }): Promise<Command[]>;
  /** The exact number of targets that wait for a person, over all commands: unknown ones, and failed or expired ones not dismissed. */
  attention(): Promise<{ commands: number; unknown: number; failed: number }>;
  targets(input: {
    commandId: string;
    states?: TargetState[];
    /** Found in serial, user, model or provider id. */
    text?: string;
    offset: number;
    limit: number;
  }): Promise<{ rows: Target[]; total: number }>;
  target(id: number): Promise<Target | null>;
  /** Grave targets confirmed since an instant and not undone or refused before sending. */
  graveSince(at: number): Promise<number>;
  /** Targets of the same action not ended, or of any with an unknown outcome, for these devices (provider ids, ≤ 1,000). */
  inFlight(input: {
    connectionId: string;
    action: ActionSpec['action'];
    providerIds: string[];
  }): Promise<{ providerId: string; state: TargetState; sameAction: boolean }[]>;
  /** Of these devices (provider ids, ≤ 1,000) those on which a command that tries this one again has been carried out. */
  doneSince(input: { commandId: string; providerIds: string[] }): Promise<string[]>;
  /** Held → queued. False when it is not held any more. */
  release(input: { commandId: string; at: number; audit: AuditDraft }): Promise<boolean>;
  /** Held → cancelled (`undone`). The number of targets; 0 when it is not held any more. */
  undo(input: { commandId: string; at: number; audit: AuditDraft }): Promise<number>;
  /**
   * Held and queued → cancelled; those already sent stay, and one being sent just now is cancelled should it be given
   * back. The number cancelled at once; `audit` is recorded when there was any of these.
   */
  cancel(input: {
    commandId: string;
    targets?: number[];
    reason: TargetReason;
    at: number;
    audit: AuditDraft | null;
  }): Promise<number>;
  /** The admin has seen what failed or expired: it no longer asks for attention. */
  dismiss(input: { commandId: string; at: number }): Promise<void>;
  /** Stops or restarts the sending of a command's queue. */
  pause(input: { commandId: string; reason: Command['paused']; audit: AuditDraft | null }): Promise<void>;
  /**
   * The same for every command of a connection with something queued or being sent, when the account is barred.
   * Answers the ids of those it stopped.
   */
  pauseAll(input: { connectionId: string; reason: Bar }): Promise<string[]>;
  /** Lets go on what a bar had stopped, and nothing that waits for a person's word. Answers their ids. */
  resumeBarred(connectionId: string): Promise<string[]>;
  /**
   * Queued → sending, for the next targets of the one command that waits longest for its turn (each claim gives the
   * turn away, so that a small command is not behind a long one), not paused. The intent is on the disk when this
   * answers. Null when nothing is queued, and when the connection lives another life than `generation`; a command
   * made in an earlier life goes out in this one, under its account.
   */
  claim(input: {
    connectionId: string;
    generation: number;
    /** The most targets by action; an action that is not named is not claimed. */
    limits: Partial<Record<ActionSpec['action'], number>>;
    owner: string;
    at: number;
  }): Promise<{ command: Command; targets: ClaimedTarget[] } | null>;
  /**
   * Moves targets. A move the table does not have is left out (somebody was faster); answers how many were made.
   * Once the connection has ended, what is given back is cancelled instead, and what is on its way is `unknown` and
   * not asked for again.
   * `audit` is recorded when a move was made; `ended` for each command that this call brought to its end
   * (`endedAt` was null before), with the command's id as its object and, added to its detail, its numbers by state.
   */
  move(input: {
    moves: TargetMove[];
    at: number;
    audit?: AuditDraft | null;
    ended?: AuditDraft | null;
  }): Promise<number>;
  /**
   * Targets in `sending` claimed by another owner than this: their program ended. They become `unknown` (`cut_off`),
   * with the time of the claim as `sentAt`. `ended` is recorded as by `move`.
   */
  cutOff(input: {
    connectionId: string;
    owner: string;
    at: number;
    nextCheckAt: number;
    ended?: AuditDraft | null;
  }): Promise<number>;
  /** Targets whose outcome is to be asked for by now (see isDue), those due longest first, with their commands' specs. */
  due(input: {
    connectionId: string;
    at: number;
    limit: number;
  }): Promise<{ spec: ActionSpec; target: Target }[]>;
  /**
   * When the next target is due, how many are queued and not paused, and whether any is being sent, or was when its
   * program or its connection ended; for the timer.
   */
  outlook(
    connectionId: string,
  ): Promise<{ nextCheckAt: number | null; queued: number; held: string[]; sending: boolean }>;
  /** What a connection's end means for its commands: held and queued are cancelled, those on their way are not followed. */
  endConnection(input: { connectionId: string; at: number }): Promise<void>;
}

/** What the past looked like; all of it reads. */
export interface HistoryReads {
  /**
   * Newest first, over devices and commands. A target of a command stands where something last happened to it: its
   * end, else its sending, else the command's confirmation. The registration of a device that was there before
   * anything was kept is told by its provider's date, in the timeline of that device alone.
   */
  page(input: HistoryInput): Promise<HistoryPage>;
  /** The whole of a filter in batches, newest first, from one snapshot. */
  stream(input: {
    filter: HistoryFilter;
    batch?: number;
    signal?: AbortSignal;
  }): AsyncIterable<HistoryEntry[]>;
  /** Throws `not_found` for a run that is not complete, or older than what is kept. */
  diff(input: DiffInput): Promise<Diff>;
  /** The whole of a difference in batches. */
  diffStream(input: Omit<DiffInput, 'offset' | 'limit'> & { signal?: AbortSignal }): AsyncIterable<DiffRow[]>;
  at(input: FleetAtInput): Promise<FleetAt>;
  atStream(input: Omit<FleetAtInput, 'offset' | 'limit'> & { signal?: AbortSignal }): AsyncIterable<Device[]>;
}

/** The console's own log: rows are added and never changed, each chained to the one before by its hash. */
export interface AuditRepository {
  append(draft: AuditDraft): Promise<AuditRow>;
  list(input: AuditInput): Promise<AuditPage>;
  stream(input: { filter: AuditInput['filter']; signal?: AbortSignal }): AsyncIterable<AuditRow[]>;
  /** Reads the whole chain. */
  verify(): Promise<AuditVerdict>;
}

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
