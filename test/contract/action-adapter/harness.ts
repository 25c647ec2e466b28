import type { ActionName } from '../../../electron/model/action.ts';
import type { ActionAdapter } from '../../../electron/model/action-adapter.ts';

/** How a provider can fail the next write, once. */
export type WriteTrouble =
  /** Does what it was asked for, and the answer is lost. */
  | 'lost_answer'
  /** The request is lost on its way, and who sent it cannot know. */
  | 'lost_request'
  /** Answers that it failed, having done it or not. */
  | 'failed_after'
  | 'failed_before'
  | 'refuses'
  | 'rate_limited'
  /** Refuses the account everything. */
  | 'barred';

/** What devices make of the commands they are told from now on. */
export type Conduct = 'obey' | 'fail' | 'ignore' | 'stay_away';

/** A platform with devices, seen from behind the adapter’s back. Devices are named by their provider ids. */
export interface AdapterHarness {
  readonly adapter: ActionAdapter;
  /** A unit none of the devices is in; null where the platform has no units. */
  readonly elsewhere: { id: string; path: string } | null;
  /** What actions of this platform are given besides their name. */
  readonly parameters?: Partial<Record<ActionName, Record<string, unknown>>>;
  /** Devices in ordinary use; every call gives others. */
  active(count: number): string[] | Promise<string[]>;
  /** The same in lost mode. */
  lost(count: number): string[] | Promise<string[]>;
  /** The device’s own id in the workspace, where the adapter goes by it. */
  deviceId?(providerId: string): string;
  /** Strikes the next write. */
  trouble(trouble: WriteTrouble): void;
  /** No connection can be opened, or it can again. */
  online(online: boolean): Promise<void>;
  conduct(conduct: Conduct): void;
  /** The actions that a device was really told, or had done to it, one entry each time. */
  effects(providerId: string): ActionName[];
  /** Every write that reached the provider, answered or not. */
  writes(): number;
  /** Time by the provider’s, the devices’ and the adapter’s clock. */
  pass(ms: number): void;
  now(): number;
  /** The provider forgets a device. */
  vanish(providerId: string): void;
  close(): Promise<void>;
}
