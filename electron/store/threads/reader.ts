import { checkWhole } from '../database/check.ts';
import { connectReader } from '../database/connect.ts';
import { markDamaged } from '../database/files.ts';
import { deviceReads } from '../query/device-reads.ts';
import { streams } from '../query/stream.ts';
import { connectionReads } from '../repositories/connections.ts';
import { orgUnitReads } from '../repositories/org-units.ts';
import { runReads } from '../repositories/runs.ts';
import { settingReads } from '../repositories/settings.ts';
import { viewReads } from '../repositories/views.ts';
import type { Local, ReadCalls } from '../rpc.ts';
import { type Methods, methodsOf } from './methods.ts';

/** The reading thread: a connection that cannot write. */
export function startReader(file: string): Methods {
  const db = connectReader(file);
  const { closeAll, ...streaming } = streams(file);
  const reads: Local<ReadCalls> = {
    ...deviceReads(db),
    ...orgUnitReads(db),
    ...connectionReads(db),
    ...runReads(db),
    ...viewReads(db),
    ...settingReads(db),
    ...streaming,
    checkIntegrity: () => {
      const problems = checkAnew(file);
      if (problems.length > 0) markDamaged(file, problems);
      return problems;
    },
    close: () => {
      closeAll();
      db.close();
    },
  };
  return methodsOf(reads);
}

/** FTS5 checks by what its connection remembers: an index written to since then would count as damaged. */
function checkAnew(file: string): string[] {
  const db = connectReader(file);
  try {
    return checkWhole(db);
  } finally {
    db.close();
  }
}
