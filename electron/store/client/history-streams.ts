import type { HistoryReads } from '../contract.ts';
import type { ReadCalls } from '../rpc.ts';
import { readStream } from './stream.ts';
import type { ThreadClient } from './thread.ts';

type LongReader = () => Promise<ThreadClient<ReadCalls>>;

/** The whole timeline of a filter; see HistoryReads.stream. */
export function streamHistory(
  thread: LongReader,
  { signal, ...input }: Parameters<HistoryReads['stream']>[0],
): ReturnType<HistoryReads['stream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('historyStream.open', input),
      next: (reader, stream) => reader.call('historyStream.next', stream),
      close: (reader, stream) => reader.call('historyStream.close', stream),
    },
    signal,
  );
}

/** The whole of a difference; see HistoryReads.diffStream. */
export function streamDiff(
  thread: LongReader,
  { signal, ...input }: Parameters<HistoryReads['diffStream']>[0],
): ReturnType<HistoryReads['diffStream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('diffStream.open', input),
      next: (reader, stream) => reader.call('diffStream.next', stream),
      close: (reader, stream) => reader.call('diffStream.close', stream),
    },
    signal,
  );
}

/** The whole fleet as it was at an instant; see HistoryReads.atStream. */
export function streamFleetAt(
  thread: LongReader,
  { signal, ...input }: Parameters<HistoryReads['atStream']>[0],
): ReturnType<HistoryReads['atStream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('fleetAtStream.open', input),
      next: (reader, stream) => reader.call('fleetAtStream.next', stream),
      close: (reader, stream) => reader.call('fleetAtStream.close', stream),
    },
    signal,
  );
}
