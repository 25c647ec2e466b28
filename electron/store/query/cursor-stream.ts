import { MusterError } from '../../model/errors.ts';
import { connectReader, type Db } from '../database/connect.ts';

/** Rows in an answer, when the reader asks for no other number. */
const DEFAULT_BATCH = 500;

interface OpenStream<Item> {
  rows: Iterator<Item>;
  batch: number;
  db: Db;
}

/**
 * Streams over whole results, batch by batch. Each has a connection of its own, whose snapshot lasts as long as the
 * stream; `read` gives its rows one by one, and is ended with the stream.
 */
export function cursorStreams<Input extends { batch?: number | undefined }, Item>(
  file: string,
  read: (db: Db, input: Input) => Iterator<Item>,
) {
  const streams = new Map<number, OpenStream<Item>>();
  let lastStream = 0;
  const close = (stream: number): void => {
    const open = streams.get(stream);
    streams.delete(stream);
    open?.rows.return?.();
    open?.db.close();
  };
  return {
    open: (input: Input): number => {
      lastStream += 1;
      streams.set(lastStream, openStream(file, read, input));
      return lastStream;
    },
    /** Throws `not_found` for a stream that is closed. */
    next: (stream: number): Item[] => {
      const open = streams.get(stream);
      if (open === undefined) throw new MusterError('not_found', { stream });
      return take(open);
    },
    close,
    closeAll: (): void => {
      for (const stream of [...streams.keys()]) close(stream);
    },
  };
}

function openStream<Input extends { batch?: number | undefined }, Item>(
  file: string,
  read: (db: Db, input: Input) => Iterator<Item>,
  input: Input,
): OpenStream<Item> {
  const db = connectReader(file);
  try {
    db.exec('BEGIN');
    return { rows: read(db, input), batch: input.batch ?? DEFAULT_BATCH, db };
  } catch (error) {
    db.close();
    throw error;
  }
}

function take<Item>({ rows, batch }: OpenStream<Item>): Item[] {
  const taken: Item[] = [];
  while (taken.length < batch) {
    const step = rows.next();
    if (step.done) break;
    taken.push(step.value);
  }
  return taken;
}
