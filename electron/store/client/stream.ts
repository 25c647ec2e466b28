import { MusterError } from '../../model/errors.ts';
import type { ReadCalls } from '../rpc.ts';
import type { ThreadClient } from './thread.ts';

type Reader = ThreadClient<ReadCalls>;

/** How a stream is read in its thread: batch by batch, an empty batch being its end. */
export interface StreamSteps<Item> {
  open(reader: Reader): Promise<number>;
  next(reader: Reader, stream: number): Promise<Item[]>;
  close(reader: Reader, stream: number): Promise<void>;
}

/** Reads a stream batch by batch; its snapshot ends with the loop, however that ends. Throws `cancelled`. */
export async function* readStream<Item>(
  thread: () => Promise<Reader>,
  { open, next, close }: StreamSteps<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item[]> {
  const assertWanted = () => {
    if (signal?.aborted) throw new MusterError('cancelled');
  };
  assertWanted();
  const reader = await thread();
  const stream = await open(reader);
  try {
    for (;;) {
      assertWanted();
      const batch = await next(reader, stream);
      assertWanted();
      if (batch.length === 0) return;
      yield batch;
    }
  } finally {
    await close(reader, stream);
  }
}
