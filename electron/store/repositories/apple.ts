import { authenticator } from '../apple/authenticate.ts';
import { canceller } from '../apple/cancel.ts';
import { challengeWrites } from '../apple/challenges.ts';
import { checkInReads, checkInWrites } from '../apple/check-ins.ts';
import { countReader } from '../apple/counts.ts';
import { deviceNotes, deviceReads } from '../apple/devices.ts';
import { enqueuer } from '../apple/enqueue.ts';
import { exchanger, unreadableNoter } from '../apple/exchange.ts';
import { fleetTransaction } from '../apple/fleet.ts';
import { identityReads, orphanRevoker } from '../apple/identities.ts';
import { installReads, installWrites } from '../apple/installs.ts';
import { libraryReads, libraryWrites } from '../apple/library.ts';
import { needReader } from '../apple/needs.ts';
import { pushReads, pushWrites } from '../apple/pushes.ts';
import { orderReturner } from '../apple/put-back.ts';
import { queueReads } from '../apple/queue-reads.ts';
import { appleSweeper } from '../apple/sweep.ts';
import { tokenUpdater } from '../apple/token-update.ts';
import type { AppleReadCalls, AppleWriteCalls } from '../apple-rpc.ts';
import type { Db } from '../database/connect.ts';
import type { Local } from '../rpc.ts';

/** What reads of devices managed here answer. */
export function appleReads(db: Db): Local<AppleReadCalls> {
  const reads = {
    ...identityReads(db),
    ...checkInReads(db),
    ...queueReads(db),
    ...deviceReads(db),
    ...pushReads(db),
    ...libraryReads(db),
    ...installReads(db),
    counts: countReader(db),
    profileNeeds: needReader(db),
  };
  return {
    'apple.identity': reads.identity,
    'apple.ofTicket': reads.ofTicket,
    'apple.bootstrapToken': reads.bootstrapToken,
    'apple.recognise': reads.recognise,
    'apple.queued': reads.queued,
    'apple.bundle': reads.bundle,
    'apple.orders': reads.orders,
    'apple.sealedOf': reads.sealedOf,
    'apple.device': reads.device,
    'apple.document': reads.document,
    'apple.channels': reads.channels,
    'apple.counts': reads.counts,
    'apple.staleInventory': reads.staleInventory,
    'apple.endingIdentities': reads.endingIdentities,
    'apple.duePushes': reads.duePushes,
    'apple.nextPushAt': reads.nextPushAt,
    'apple.waitingPushes': reads.waitingPushes,
    'apple.profiles': reads.profiles,
    'apple.profile': reads.profile,
    'apple.assignments': reads.assignments,
    'apple.installs': reads.installs,
    'apple.installCounts': reads.installCounts,
    'apple.profileNeeds': reads.profileNeeds,
  };
}

/** Writes to them; each is on the disk when it answers. */
export function appleWrites(db: Db, newId: (at: number) => string): Local<AppleWriteCalls> {
  const transact = fleetTransaction(db, newId);
  const writes = {
    ...challengeWrites(db),
    ...checkInWrites(db, transact),
    ...deviceNotes(db),
    ...pushWrites(db),
    ...libraryWrites(db),
    ...installWrites(db),
    revokeOrphans: orphanRevoker(db),
    sweep: appleSweeper(db),
    authenticate: authenticator(db, transact),
    tokenUpdate: tokenUpdater(db, transact),
    enqueue: enqueuer(db),
    exchange: exchanger(db, transact),
    unreadable: unreadableNoter(db),
    cancel: canceller(db),
    putBack: orderReturner(db),
  };
  return {
    'apple.putChallenge': writes.putChallenge,
    'apple.takeChallenge': writes.takeChallenge,
    'apple.noteIssued': writes.noteIssued,
    'apple.revokeOrphans': writes.revokeOrphans,
    'apple.sweep': writes.sweep,
    'apple.authenticate': writes.authenticate,
    'apple.tokenUpdate': writes.tokenUpdate,
    'apple.end': writes.end,
    'apple.setBootstrapToken': writes.setBootstrapToken,
    'apple.enqueue': writes.enqueue,
    'apple.exchange': writes.exchange,
    'apple.unreadable': writes.unreadable,
    'apple.cancel': writes.cancel,
    'apple.putBack': writes.putBack,
    'apple.noteInventory': writes.noteInventory,
    'apple.noteRenewal': writes.noteRenewal,
    'apple.notePushes': writes.notePushes,
    'apple.wantPush': writes.wantPush,
    'apple.putProfile': writes.putProfile,
    'apple.removeProfile': writes.removeProfile,
    'apple.assign': writes.assign,
    'apple.putInstalls': writes.putInstalls,
    'apple.settleInstall': writes.settleInstall,
  };
}
