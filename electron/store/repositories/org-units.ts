import type { OrgUnit } from '../../model/org-unit.ts';
import type { Db } from '../database/connect.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';
import { connectionSeq } from './connections.ts';
import { assertGeneration } from './generation.ts';

/** What reads of organizational units answer: by path. */
export function orgUnitReads(db: Db): Pick<Local<ReadCalls>, 'orgUnits.list'> {
  const list = db.prepare<[string], OrgUnit>(
    `SELECT u.id, u.parent_id AS parentId, u.name, u.path, u.fetched_at AS fetchedAt
     FROM org_units u JOIN connections c ON c.seq = u.connection WHERE c.id = ? ORDER BY u.path`,
  );
  return { 'orgUnits.list': (connectionId) => list.all(connectionId) };
}

/** Writes to organizational units. */
export function orgUnitWrites(db: Db): Pick<Local<WriteCalls>, 'orgUnits.replace'> {
  const replace = db.transaction((connectionId: string, generation: number, units: OrgUnit[]) => {
    const seq = connectionSeq(db, connectionId);
    assertGeneration(db, seq, generation);
    db.prepare('DELETE FROM org_units WHERE connection = ?').run(seq);
    const insert = db.prepare('INSERT OR REPLACE INTO org_units VALUES (?, ?, ?, ?, ?, ?)');
    for (const { id, parentId, name, path, fetchedAt } of units) {
      insert.run(seq, id, parentId, name, path, fetchedAt);
    }
  });
  return {
    'orgUnits.replace': ({ connectionId, generation, units }) => {
      replace.immediate(connectionId, generation, units);
    },
  };
}
