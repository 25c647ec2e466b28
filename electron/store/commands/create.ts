import { MusterError } from '../../model/errors.ts';
import { foldText } from '../../model/search-text.ts';
import { appendAudit } from '../chain/append.ts';
import type { CommandRepository, NewTarget } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { connectionSeq } from '../repositories/connections.ts';
import { assertGeneration } from '../repositories/generation.ts';
import { nextOrder } from './order.ts';

type Input = Parameters<CommandRepository['create']>[0];

const COMMAND = `INSERT INTO commands (id, connection_id, action, spec, account, actor, origin, created_at, hold_ms,
    retry_of, total, held, queued, sending, sent, not_now, unknown, acknowledged, failed, expired, cancelled,
    dismissed, closed, made_order, turn_order)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?)`;
const TARGET = `INSERT INTO command_targets
    (command, device_id, provider_id, facts, change, search_text, state, attempts)
  VALUES (?, ?, ?, ?, ?, ?, 'held', 0)`;

/**
 * Inserts a command with its targets, held. Throws `connection_not_found` when the connection lives another life,
 * and refuses a command without targets or with a device twice.
 */
export function createCommand(db: Db, { command, generation, targets, audit }: Input): void {
  if (targets.length === 0) throw new MusterError('internal', { reason: 'a command without targets' });
  durably(db, () => {
    assertGeneration(db, connectionSeq(db, command.connectionId), generation);
    const { id, spec, connectionId, account, actor, origin, createdAt, holdMs, retryOf } = command;
    // A new one waits for its turn from now on, behind those that wait already.
    const order = nextOrder(db);
    const start = [id, connectionId, spec.action, JSON.stringify(spec), account, actor, origin, createdAt];
    const held = targets.length;
    const seq = db.prepare(COMMAND).run(...start, holdMs, retryOf, held, held, order, order).lastInsertRowid;
    const insert = db.prepare(TARGET);
    for (const target of targets) insert.run(seq, ...targetRow(target));
    appendAudit(db, audit);
  });
}

function targetRow({ facts, change }: NewTarget): unknown[] {
  const { deviceId, providerId, serial, user, model } = facts;
  const found = [serial, user, model, providerId].flatMap((text) => (text === null ? [] : foldText(text)));
  const written = change === null ? null : JSON.stringify(change);
  return [deviceId, providerId, JSON.stringify(facts), written, found.join('\n')];
}
