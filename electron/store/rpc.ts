import type { SerializedError } from '../model/errors.ts';
import type { StoreCondition } from '../model/workspace.ts';
import type {
  ConnectionRepository,
  DeviceReads,
  LeaseRepository,
  OrgUnitRepository,
  RunRepository,
  SecretRepository,
  SettingsRepository,
  ViewRepository,
} from './contract.ts';

/** The methods of a room under the names they have between threads: `runs.start`. */
type Prefixed<Room extends string, Methods> = {
  [Name in keyof Methods & string as `${Room}.${Name}`]: Methods[Name];
};

type RunReadNames = 'list' | 'get' | 'lastComplete' | 'unfinished' | 'missing';

/** What the reading threads answer. */
export type ReadCalls = Prefixed<'devices', Omit<DeviceReads, 'stream'>> &
  Prefixed<'orgUnits', Pick<OrgUnitRepository, 'list'>> &
  Prefixed<'connections', Pick<ConnectionRepository, 'google' | 'contents'>> &
  Prefixed<'runs', Pick<RunRepository, RunReadNames>> &
  Prefixed<'views', Pick<ViewRepository, 'list'>> &
  Prefixed<'settings', Pick<SettingsRepository, 'get'>> &
  Prefixed<'secrets', Pick<SecretRepository, 'get' | 'list'>> &
  Prefixed<'stream', StreamCalls> & {
    checkIntegrity(): Promise<string[]>;
    close(): Promise<void>;
  };

/** What the writing thread answers. */
export type WriteCalls = Prefixed<'orgUnits', Pick<OrgUnitRepository, 'replace'>> &
  Prefixed<'connections', Pick<ConnectionRepository, 'saveGoogle' | 'remove'>> &
  Prefixed<'runs', Omit<RunRepository, RunReadNames>> &
  Prefixed<'views', Omit<ViewRepository, 'list'>> &
  Prefixed<'settings', Pick<SettingsRepository, 'set' | 'delete'>> &
  Prefixed<'secrets', Pick<SecretRepository, 'put' | 'delete'>> &
  Prefixed<'leases', LeaseRepository> & {
    finishIndexes(): Promise<void>;
    close(): Promise<void>;
  };

type StreamInput = Parameters<DeviceReads['stream']>[0];
export type StreamBatch = DeviceReads['stream'] extends (input: StreamInput) => AsyncIterable<infer Batch>
  ? Batch
  : never;

/** A stream is opened on a snapshot of its own and read batch by batch; an empty batch is its end. */
interface StreamCalls {
  open(input: Omit<StreamInput, 'signal'>): Promise<number>;
  next(stream: number): Promise<StreamBatch>;
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
