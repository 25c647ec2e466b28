import { BARS } from '../../model/command.ts';
import { MusterError } from '../../model/errors.ts';
import { appendAudit } from '../chain/append.ts';
import { bulkWrites, endCommands } from '../commands/bulk.ts';
import { claimer } from '../commands/claim.ts';
import { createCommand } from '../commands/create.ts';
import { mover } from '../commands/moves.ts';
import { commandQueries } from '../commands/reads.ts';
import { commandReader } from '../commands/rows.ts';
import { type Db, durably } from '../database/connect.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `commands.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `commands.${string}`>>;

/** What reads of commands answer. */
export function commandReads(db: Db): Reads {
  const queries = commandQueries(db);
  return {
    'commands.get': queries.get,
    'commands.list': queries.list,
    'commands.attention': queries.attention,
    'commands.targets': queries.targets,
    'commands.target': queries.target,
    'commands.graveSince': queries.graveSince,
    'commands.inFlight': queries.inFlight,
    'commands.doneSince': queries.doneSince,
    'commands.due': queries.due,
    'commands.outlook': queries.outlook,
  };
}

/** Writes to commands; each is on the disk when it answers. */
export function commandWrites(db: Db, file: string): Writes {
  const bulk = bulkWrites(db);
  const byId = commandReader<[string]>(db, 'WHERE c.id = ?');
  const dismiss = db.prepare<[string]>('UPDATE commands SET dismissed = failed + expired WHERE id = ?');
  const pause = db.prepare<[string | null, string, string | null]>(
    'UPDATE commands SET paused = ? WHERE id = ? AND paused IS NOT ?',
  );
  const pauseAll = db
    .prepare<[string, string], string>(
      `UPDATE commands SET paused = ? WHERE connection_id = ? AND ended_at IS NULL
       AND queued + sending > 0 AND paused IS NULL RETURNING id`,
    )
    .pluck();
  const resumeBarred = db
    .prepare<[string, string], string>(
      `UPDATE commands SET paused = NULL WHERE connection_id = ? AND ended_at IS NULL
       AND paused IN (SELECT value FROM json_each(?)) RETURNING id`,
    )
    .pluck();
  return {
    'commands.create': (input) => {
      createCommand(db, input);
      const [command] = byId(input.command.id);
      if (command === undefined) throw new MusterError('internal', { reason: 'the command was not kept' });
      return command;
    },
    'commands.release': bulk.release,
    'commands.undo': bulk.undo,
    'commands.cancel': bulk.cancel,
    'commands.cutOff': bulk.cutOff,
    'commands.claim': claimer(db, file),
    'commands.move': mover(db),
    'commands.dismiss': ({ commandId }) => {
      durably(db, () => dismiss.run(commandId));
    },
    'commands.pause': ({ commandId, reason, audit }) => {
      durably(db, () => {
        if (pause.run(reason, commandId, reason).changes > 0 && audit) appendAudit(db, audit);
      });
    },
    'commands.pauseAll': ({ connectionId, reason }) => durably(db, () => pauseAll.all(reason, connectionId)),
    'commands.resumeBarred': (connectionId) =>
      durably(db, () => resumeBarred.all(connectionId, JSON.stringify(BARS))),
    'commands.endConnection': ({ connectionId, at }) => {
      durably(db, () => endCommands(db, connectionId, at));
    },
  };
}
