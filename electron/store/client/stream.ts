import { MusterError } from '../../model/errors.ts';
import type { DeviceReads } from '../contract.ts';
import type { ReadCalls, StreamBatch } from '../rpc.ts';
import type { ThreadClient } from './thread.ts';

/** Reads a stream batch by batch; its snapshot ends with the loop, however that ends. Throws `cancelled`. */
export async function* streamDevices(
  thread: () => Promise<ThreadClient<ReadCalls>>,
  { signal, ...input }: Parameters<DeviceReads['stream']>[0],
): AsyncGenerator<StreamBatch> {
  const assertWanted = () => {
    if (signal?.aborted) throw new MusterError('cancelled');
  };
  assertWanted();
  const reader = await thread();
  const stream = await reader.call('stream.open', input);
  try {
    for (;;) {
      assertWanted();
      const batch = await reader.call('stream.next', stream);
      assertWanted();
      if (batch.length === 0) return;
      yield batch;
    }
  } finally {
    await reader.call('stream.close', stream);
  }
}
