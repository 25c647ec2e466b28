import type { Device } from '../../model/device.ts';
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
} from '../../model/history.ts';

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
