import type { AuditRow, AuditVerdict } from '../model/audit.ts';
import type { Device } from '../model/device.ts';
import type { SerializedError } from '../model/errors.ts';
import type { DiffRow, HistoryEntry } from '../model/history.ts';
import type { User } from '../model/user.ts';
import type { StoreCondition } from '../model/workspace.ts';
import type { AppleReadCalls, AppleWriteCalls } from './apple-rpc.ts';
import type {
  AuditRepository,
  CommandRepository,
  ConnectionRepository,
  DeviceReads,
  DeviceRepository,
  HistoryReads,
  LeaseRepository,
  OrgUnitRepository,
  RunRepository,
  SecretRepository,
  SettingsRepository,
  UserRepository,
  ViewRepository,
} from './contract.ts';
import type { RegistrationReadCalls, RegistrationWriteCalls } from './registration-rpc.ts';

/** The methods of a room under the names they have between threads: `runs.start`. */
export type Prefixed<Room extends string, Methods> = {
  [Name in keyof Methods & string as `${Room}.${Name}`]: Methods[Name];
};

type RunReadNames = 'list' | 'get' | 'lastComplete' | 'unfinished' | 'missing';
type CommandReadNames =
  | 'get'
  | 'list'
  | 'attention'
  | 'targets'
  | 'target'
  | 'graveSince'
  | 'inFlight'
  | 'doneSince'
  | 'due'
  | 'outlook';
type UserReadNames = 'window' | 'get' | 'byUserNames' | 'byEmails' | 'version' | 'imports';

/** What the reading threads answer. */
export type ReadCalls = Prefixed<'devices', Omit<DeviceReads, 'stream'>> &
  Prefixed<'orgUnits', Pick<OrgUnitRepository, 'list'>> &
  Prefixed<'connections', Pick<ConnectionRepository, 'google' | 'apple' | 'contents'>> &
  Prefixed<'runs', Pick<RunRepository, RunReadNames>> &
  Prefixed<'commands', Pick<CommandRepository, CommandReadNames>> &
  Prefixed<'audit', Pick<AuditRepository, 'list'>> &
  Prefixed<'history', Pick<HistoryReads, 'page' | 'diff' | 'at'>> &
  Prefixed<'users', Pick<UserRepository, UserReadNames>> &
  Prefixed<'views', Pick<ViewRepository, 'list'>> &
  Prefixed<'settings', Pick<SettingsRepository, 'get'>> &
  Prefixed<'secrets', Pick<SecretRepository, 'get' | 'list'>> &
  Prefixed<'stream', StreamCalls<DeviceStreamInput, StreamedDevice>> &
  Prefixed<'auditStream', StreamCalls<AuditStreamInput, AuditRow>> &
  Prefixed<'userStream', StreamCalls<UserStreamInput, User>> &
  Prefixed<'historyStream', StreamCalls<HistoryStreamInput, HistoryEntry>> &
  Prefixed<'diffStream', StreamCalls<DiffStreamInput, DiffRow>> &
  Prefixed<'fleetAtStream', StreamCalls<FleetAtStreamInput, Device>> &
  Prefixed<'auditCheck', StreamCalls<{ batch: number }, AuditVerdict | null>> &
  AppleReadCalls &
  RegistrationReadCalls & {
    checkIntegrity(): Promise<string[]>;
    close(): Promise<void>;
  };

/** What the writing thread answers. */
export type WriteCalls = Prefixed<'devices', Pick<DeviceRepository, 'refresh'>> &
  Prefixed<'orgUnits', Pick<OrgUnitRepository, 'replace'>> &
  Prefixed<'connections', Pick<ConnectionRepository, 'saveGoogle' | 'ensureApple' | 'remove'>> &
  Prefixed<'runs', Omit<RunRepository, RunReadNames>> &
  Prefixed<'commands', Omit<CommandRepository, CommandReadNames>> &
  Prefixed<'audit', Pick<AuditRepository, 'append'>> &
  Prefixed<'users', Omit<UserRepository, UserReadNames | 'stream'>> &
  Prefixed<'views', Omit<ViewRepository, 'list'>> &
  Prefixed<'settings', Pick<SettingsRepository, 'set' | 'delete'>> &
  Prefixed<'secrets', Pick<SecretRepository, 'put' | 'putNew' | 'delete'>> &
  Prefixed<'leases', LeaseRepository> &
  AppleWriteCalls &
  RegistrationWriteCalls & {
    finishIndexes(): Promise<void>;
    close(): Promise<void>;
  };

type Rows<Stream> = Stream extends (input: never) => AsyncIterable<(infer Row)[]> ? Row : never;
export type DeviceStreamInput = Omit<Parameters<DeviceReads['stream']>[0], 'signal'>;
export type StreamedDevice = Rows<DeviceReads['stream']>;
export type AuditStreamInput = Omit<Parameters<AuditRepository['stream']>[0], 'signal'> & { batch?: number };
export type UserStreamInput = Omit<Parameters<UserRepository['stream']>[0], 'signal'> & { batch?: number };

export type HistoryStreamInput = Omit<Parameters<HistoryReads['stream']>[0], 'signal'>;
export type DiffStreamInput = Omit<Parameters<HistoryReads['diffStream']>[0], 'signal'> & { batch?: number };
export type FleetAtStreamInput = Omit<Parameters<HistoryReads['atStream']>[0], 'signal'> & { batch?: number };

/** A stream is opened on a snapshot of its own and read batch by batch; an empty batch is its end. */
interface StreamCalls<Input, Item> {
  open(input: Input): Promise<number>;
  next(stream: number): Promise<Item[]>;
  close(stream: number): Promise<void>;
}

/** The same methods as they run inside a thread: directly, not by promise. */
export type Local<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never;
};

export interface WorkerInput {
  role: 'writer' | 'reader';
  file: string;
  migrationsDir: string;
  /** Now, for the name of a file set aside. */
  openedAt: number;
  /** How often the writer looks for commits of other processes, in milliseconds. */
  watchMs: number;
  /** The thread gets itself ready, then waits for a first message before it touches the file. */
  waits: boolean;
}

export interface Request {
  id: number;
  method: string;
  args: unknown[];
}

export type WorkerMessage =
  | { kind: 'ready'; condition: StoreCondition | null }
  | { kind: 'refused'; error: SerializedError }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: SerializedError }
  | { kind: 'outside_change' };
