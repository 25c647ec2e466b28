import { ACTIONS, isWipe } from '../../model/action.ts';
import type { ClaimedTarget, CommandRepository } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { noteClaim } from '../database/put-back.ts';
import { openLedger } from './ledger.ts';
import { nextOrder } from './order.ts';
import { commandReader, targetReader } from './rows.ts';

type Input = Parameters<CommandRepository['claim']>[0];
type Claim = Awaited<ReturnType<CommandRepository['claim']>>;
interface Turn {
  seq: number;
  action: keyof Input['limits'];
}

/** The command that waits longest for its turn among those whose action may go out now. */
const NEXT = `SELECT c.seq, c.action FROM commands c JOIN connections o ON o.id = c.connection_id
  WHERE c.connection_id = ? AND o.generation = ? AND c.ended_at IS NULL AND c.queued > 0 AND c.paused IS NULL
    AND c.action IN (SELECT value FROM json_each(?))
  ORDER BY c.turn_order, c.seq LIMIT 1`;
const TAKE = `UPDATE command_targets SET state = 'sending', reason = NULL, message = NULL,
    attempts = attempts + 1, owner = ?, claimed_at = ?, sent_order = ?
  WHERE seq IN (SELECT seq FROM command_targets WHERE command = ? AND state = 'queued' ORDER BY seq LIMIT ?)
  RETURNING seq`;
const TURN = `UPDATE commands SET turn_order = ?,
    account = (SELECT o.account FROM connections o WHERE o.id = connection_id) WHERE seq = ?`;

const WIPES = ACTIONS.filter(isWipe)
  .map((action) => `'${action}'`)
  .join(', ');
/**
 * A wipe that was under way or answered after this command was made; one still under way counts, whenever it was
 * taken. Each of its two instants carries a number of the file, so that no clock decides.
 */
const WIPED = `SELECT 1 FROM command_targets t JOIN command_targets w ON w.provider_id = t.provider_id
    JOIN commands c ON c.seq = t.command JOIN commands v ON v.seq = w.command
  WHERE t.seq = ? AND w.command <> t.command AND v.connection_id = c.connection_id AND v.action IN (${WIPES})
    AND (w.state = 'sending'
      OR w.state IN ('sent', 'not_now', 'acknowledged', 'unknown') AND w.sent_order > c.made_order)
  LIMIT 1`;
/** The same action that another command has on its way to the device; two reviews may have found it free. */
const BUSY = `SELECT iif(w.state = 'unknown', 'in_doubt', 'in_flight') FROM command_targets t
    JOIN command_targets w ON w.provider_id = t.provider_id
    JOIN commands c ON c.seq = t.command JOIN commands v ON v.seq = w.command
  WHERE t.seq = ? AND w.command <> t.command AND v.connection_id = c.connection_id AND v.action = c.action
    AND w.state IN ('sending', 'sent', 'not_now', 'unknown')
  ORDER BY w.state = 'unknown' DESC LIMIT 1`;

/** Takes the next targets for sending; see CommandRepository.claim. */
export function claimer(db: Db, file: string): (input: Input) => Claim {
  const next = db.prepare<[string, number, string], Turn>(NEXT);
  const take = db.prepare<[string, number, number, number, number], number>(TAKE).pluck();
  const turn = db.prepare<[number, number]>(TURN);
  const wiped = db.prepare<[number], number>(WIPED).pluck();
  const readCommand = commandReader<[number]>(db, 'WHERE c.seq = ?');
  const readTarget = targetReader<[number]>(db, 'WHERE t.seq = ?');
  const busy = db.prepare<[number], 'in_flight' | 'in_doubt'>(BUSY).pluck();
  const between = (seq: number): ClaimedTarget['between'] =>
    wiped.get(seq) === undefined ? (busy.get(seq) ?? null) : 'wiped_since';
  const claimed = (seq: number): ClaimedTarget[] =>
    readTarget(seq).map((target) => ({ target, between: between(seq) }));

  return ({ connectionId, generation, limits, owner, at }) => {
    const allowed = ACTIONS.filter((action) => (limits[action] ?? 0) > 0);
    const find = () => next.get(connectionId, generation, JSON.stringify(allowed));
    // Asked before the file is locked, so that an empty queue costs no write.
    if (find() === undefined) return null;
    const made = durably(db, () => {
      const found = find();
      if (found === undefined) return null;
      const order = nextOrder(db);
      const seqs = take.all(owner, at, order, found.seq, limits[found.action] ?? 0);
      const ledger = openLedger(db);
      ledger.moved(found.seq, 'queued', 'sending', seqs.length);
      ledger.write(at);
      turn.run(order, found.seq);
      const [command] = readCommand(found.seq);
      if (command === undefined) return null;
      return { order, claim: { command, targets: seqs.sort((a, b) => a - b).flatMap(claimed) } };
    });
    if (made === null) return null;
    noteClaim(file, made.order);
    return made.claim;
  };
}
