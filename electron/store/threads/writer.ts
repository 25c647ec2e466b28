import type { StoreCondition } from '../../model/workspace.ts';
import { type Db, pragmaNumber } from '../database/connect.ts';
import { openFile } from '../database/open.ts';
import { createIdSource } from '../ids.ts';
import { accessWrites } from '../repositories/access.ts';
import { appleWrites } from '../repositories/apple.ts';
import { auditWrites } from '../repositories/audit.ts';
import { certificateWrites } from '../repositories/certificates.ts';
import { commandWrites } from '../repositories/commands.ts';
import { connectionWrites } from '../repositories/connections.ts';
import { invitationWrites } from '../repositories/invitations.ts';
import { leaseWrites } from '../repositories/leases.ts';
import { mailWrites } from '../repositories/mails.ts';
import { orgUnitWrites } from '../repositories/org-units.ts';
import { pinWrites } from '../repositories/pins.ts';
import { runWrites } from '../repositories/runs.ts';
import { settingWrites } from '../repositories/settings.ts';
import { ticketWrites } from '../repositories/tickets.ts';
import { userWrites } from '../repositories/users.ts';
import { viewWrites } from '../repositories/views.ts';
import type { Local, WorkerInput, WriteCalls } from '../rpc.ts';
import { refreshDevice } from '../sync/refresh.ts';
import { settler } from '../sync/settle.ts';
import { type Methods, methodsOf } from './methods.ts';

/** The writing thread: opens, migrates or repairs the file, then is the only one of this program to write it. */
export async function startWriter(
  input: WorkerInput,
  onOutsideChange: () => void,
): Promise<{ methods: Methods; condition: StoreCondition; idle: () => boolean }> {
  const { db, condition } = await openFile(input.file, input.migrationsDir, input.openedAt);
  const newId = createIdSource();
  const rest = settler(db);
  const stopWatching = watchOthers(db, input.watchMs, onOutsideChange);
  const writes: Local<WriteCalls> = {
    ...connectionWrites(db, input.file),
    ...orgUnitWrites(db),
    ...runWrites(db, newId),
    ...commandWrites(db, input.file),
    ...auditWrites(db),
    ...userWrites(db, newId),
    ...viewWrites(db),
    ...settingWrites(db),
    ...leaseWrites(db),
    ...invitationWrites(db, newId),
    ...mailWrites(db, input.file),
    ...pinWrites(db),
    ...accessWrites(db, input.file),
    ...ticketWrites(db, input.file),
    ...certificateWrites(db),
    ...appleWrites(db, newId),
    'devices.refresh': (input) => refreshDevice(db, input),
    finishIndexes: () => rest.finish(),
    close: () => {
      stopWatching();
      db.close();
    },
  };
  return { methods: methodsOf(writes), condition, idle: rest.step };
}

/** A writer's own commits do not change its data_version: what does was another program. */
function watchOthers(db: Db, everyMs: number, onChange: () => void): () => void {
  let version = pragmaNumber(db, 'data_version');
  const timer = setInterval(() => {
    const current = pragmaNumber(db, 'data_version');
    if (current === version) return;
    version = current;
    onChange();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
