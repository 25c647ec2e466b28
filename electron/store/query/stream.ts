import type { Device } from '../../model/device.ts';
import { MusterError } from '../../model/errors.ts';
import { connectReader, type Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Local, ReadCalls, StreamBatch } from '../rpc.ts';
import { compileFilter } from './filter.ts';
import { planner } from './plan.ts';
import { snapshotOf } from './snapshot.ts';
import { cachedStatements } from './statements.ts';

type Streams = Pick<Local<ReadCalls>, 'stream.open' | 'stream.next' | 'stream.close'>;
type OpenInput = Parameters<Streams['stream.open']>[0];

const DEFAULT_BATCH = 500;

interface OpenStream {
  next(): StreamBatch;
  close(): void;
}

/** Streams over whole results. Each has a connection of its own, whose snapshot lasts as long as the stream. */
export function streams(file: string): Streams & { closeAll(): void } {
  const open = new Map<number, OpenStream>();
  let lastStream = 0;
  const close = (stream: number) => {
    open.get(stream)?.close();
    open.delete(stream);
  };
  return {
    'stream.open': (input) => {
      lastStream += 1;
      open.set(lastStream, openStream(file, input));
      return lastStream;
    },
    'stream.next': (stream) => {
      const reading = open.get(stream);
      if (reading === undefined) throw new MusterError('not_found', { stream });
      return reading.next();
    },
    'stream.close': close,
    closeAll: () => {
      for (const stream of [...open.keys()]) close(stream);
    },
  };
}

function openStream(file: string, { query, withDocument, batch }: OpenInput): OpenStream {
  const db = connectReader(file);
  try {
    db.exec('BEGIN');
    const statements = cachedStatements(db);
    const plan = planner(statements, snapshotOf(db));
    const seqs = statements.iterate(plan.whole(compileFilter(db, query.filter), query.sort));
    const read = rowReader(db, withDocument);
    return {
      next: () => {
        const rows: StreamBatch = [];
        while (rows.length < (batch ?? DEFAULT_BATCH)) {
          const step = seqs.next();
          if (step.done) break;
          rows.push(read(step.value));
        }
        return rows;
      },
      close: () => {
        seqs.return?.();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function rowReader(
  db: Db,
  withDocument: boolean,
): (seq: number) => { device: Device; document: string | null } {
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const body = db
    .prepare<[number], string>(
      'SELECT o.body FROM devices d JOIN documents o ON o.seq = d.document WHERE d.seq = ?',
    )
    .pluck();
  return (seq) => {
    const device = bySeq.get(seq);
    if (device === undefined) throw new MusterError('store_damaged', { device: seq });
    return { device, document: withDocument ? (body.get(seq) ?? null) : null };
  };
}
