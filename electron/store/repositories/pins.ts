import type { Db } from '../database/connect.ts';
import { pinMoves, pinQueries } from '../enrollment/pins.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `pins.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `pins.${string}`>>;

/** What reads of PINs answer. */
export function pinReads(db: Db): Reads {
  return { 'pins.active': pinQueries(db).active };
}

/** Writes to PINs; each is on the disk when it answers. */
export function pinWrites(db: Db): Writes {
  const moves = pinMoves(db);
  return {
    'pins.make': moves.make,
    'pins.tryOut': moves.tryOut,
    'pins.right': moves.right,
    'pins.cancel': moves.cancel,
  };
}
