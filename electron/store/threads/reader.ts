import { checkWhole } from '../database/check.ts';
import { connectReader } from '../database/connect.ts';
import { markDamaged } from '../database/files.ts';
import { historyReads } from '../history/reads.ts';
import { historyStreams } from '../history/streams.ts';
import { cursorStreams } from '../query/cursor-stream.ts';
import { deviceReads } from '../query/device-reads.ts';
import { snapshotOf } from '../query/snapshot.ts';
import { streamedDevices } from '../query/stream.ts';
import { accessReads } from '../repositories/access.ts';
import { appleReads } from '../repositories/apple.ts';
import { auditReads, auditStreams } from '../repositories/audit.ts';
import { certificateReads } from '../repositories/certificates.ts';
import { commandReads } from '../repositories/commands.ts';
import { connectionReads } from '../repositories/connections.ts';
import { invitationReads } from '../repositories/invitations.ts';
import { mailReads } from '../repositories/mails.ts';
import { orgUnitReads } from '../repositories/org-units.ts';
import { pinReads } from '../repositories/pins.ts';
import { runReads } from '../repositories/runs.ts';
import { settingReads } from '../repositories/settings.ts';
import { ticketReads } from '../repositories/tickets.ts';
import { userReads, userStreams } from '../repositories/users.ts';
import { viewReads } from '../repositories/views.ts';
import type { Local, ReadCalls } from '../rpc.ts';
import { type Methods, methodsOf } from './methods.ts';

/** The reading thread: a connection that cannot write. */
export function startReader(file: string): Methods {
  const db = connectReader(file);
  const snapshot = snapshotOf(db);
  const devices = cursorStreams(file, streamedDevices);
  const audit = auditStreams(file);
  const users = userStreams(file);
  const { closeAll: closeHistory, ...history } = historyStreams(file);
  const streams = [devices, audit.rows, audit.check, users, { closeAll: closeHistory }];
  const reads: Local<ReadCalls> = {
    ...deviceReads(db, snapshot),
    ...orgUnitReads(db),
    ...connectionReads(db),
    ...runReads(db),
    ...commandReads(db),
    ...auditReads(db),
    ...historyReads(db, snapshot),
    ...history,
    ...userReads(db),
    ...viewReads(db),
    ...settingReads(db),
    ...invitationReads(db),
    ...mailReads(db),
    ...pinReads(db),
    ...accessReads(db),
    ...ticketReads(db),
    ...certificateReads(db),
    ...appleReads(db),
    'stream.open': devices.open,
    'stream.next': devices.next,
    'stream.close': devices.close,
    'auditStream.open': audit.rows.open,
    'auditStream.next': audit.rows.next,
    'auditStream.close': audit.rows.close,
    'userStream.open': users.open,
    'userStream.next': users.next,
    'userStream.close': users.close,
    'auditCheck.open': audit.check.open,
    'auditCheck.next': audit.check.next,
    'auditCheck.close': audit.check.close,
    checkIntegrity: () => {
      const problems = checkAnew(file);
      if (problems.length > 0) markDamaged(file, problems);
      return problems;
    },
    close: () => {
      for (const stream of streams) stream.closeAll();
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
