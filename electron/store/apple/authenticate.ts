import { APPLE_MOVES } from '../../model/apple/enrollment.ts';
import { type AppleDocument, appleDocumentSchema } from '../../model/apple/record.ts';
import { appendAudit } from '../chain/append.ts';
import type { AppleRepository } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import { identityFinder, type KnownDevice, type Presented, refuse } from './caller.ts';
import type { FleetBatch, FleetTransaction } from './fleet.ts';
import { lifeCloser } from './lives.ts';

type Input = Parameters<AppleRepository['authenticate']>[0];
type Answer = Awaited<ReturnType<AppleRepository['authenticate']>>;

const DEVICE = `SELECT seq, device_id AS deviceId, udid, state, life, enrolled_at AS enrolledAt
  FROM apple_devices WHERE udid = ?`;
const INSERT = `INSERT INTO apple_devices (device_id, udid, state, user_id, life, identity, identity_until, topic,
    authenticated_at, last_seen_at)
  VALUES (@deviceId, @udid, 'pending', @userId, 1, @fingerprint, @notAfter, @topic, @at, @at)`;
const BEGIN = `UPDATE apple_devices SET state = 'pending', user_id = @userId, life = life + 1, identity = @fingerprint,
    identity_until = @notAfter, topic = @topic, authenticated_at = @at, ended_at = NULL, last_seen_at = @at,
    inventory_asked_at = NULL, renewal_asked_at = NULL, unlock_token = NULL, bootstrap_token = NULL
  WHERE seq = @seq`;
const RENEW = `UPDATE apple_devices SET identity = @fingerprint, identity_until = @notAfter, topic = @topic,
    last_seen_at = @at, renewal_asked_at = NULL WHERE seq = @seq`;
const REPLACE = `UPDATE apple_identities SET state = 'replaced'
  WHERE device_id = ? AND fingerprint <> ? AND state = 'bound'`;
const BIND = `UPDATE apple_identities SET state = 'bound', device_id = @deviceId, bound_at = @at,
    life = (SELECT life FROM apple_devices WHERE device_id = @deviceId) WHERE fingerprint = @fingerprint`;
/** A ticket is good for one device, however many certificates were issued for it. */
const TAKEN = `SELECT 1 FROM apple_identities i JOIN apple_devices d ON d.device_id = i.device_id
  WHERE i.ticket_id = ? AND d.udid <> ? LIMIT 1`;
const CHANNEL =
  "INSERT INTO apple_channels (device, user_guid) SELECT seq, '' FROM apple_devices WHERE device_id = ?";

/** What a device is and stays, whoever has it; all else of an inventory is asked for anew in a new life. */
const LASTING = ['ModelName', 'Model', 'ProductName', 'SerialNumber'];

/** See AppleRepository.authenticate. */
export function authenticator(db: Db, transact: FleetTransaction): (input: Input) => Answer {
  const identityOf = identityFinder(db);
  const byUdid = db.prepare<[string], KnownDevice>(DEVICE);
  const taken = db.prepare<[string | null, string], number>(TAKEN);
  const begin = newLife(db);
  const renew = renewal(db);
  return (input) =>
    transact(input.at, (fleet): Answer => {
      const identity = identityOf(input.fingerprint);
      if (identity === null || identity.identityState === 'revoked') return refuse('unknown_identity');
      const device = byUdid.get(input.udid);
      // Made for one device, or come with by another one.
      if (identity.device !== null && identity.device.seq !== device?.seq) return refuse('other_device');
      // It belonged to a life that is over, or was renewed since.
      if (identity.identityState === 'replaced') return refuse('not_registered');
      if (identity.purpose === 'renew') return renew(fleet, input, identity);
      // The device’s own, in this life: who begins anew has made another key.
      if (identity.identityState === 'bound' && device !== undefined)
        return { kind: 'ok', deviceId: device.deviceId, renewal: false };
      if (taken.get(identity.ticketId, input.udid) !== undefined) return refuse('other_device');
      return { kind: 'ok', deviceId: begin(fleet, input, identity, device), renewal: false };
    });
}

function renewal(db: Db): (fleet: FleetBatch, input: Input, identity: Presented) => Answer {
  const rebind = db.prepare<[object]>(RENEW);
  const bound = binder(db);
  return (fleet, input, { device, identityState, life, notAfter }) => {
    if (device === null || life !== device.life) return refuse('not_registered');
    const { seq, deviceId, state } = device;
    if (APPLE_MOVES[state].renew === null) return refuse('not_registered');
    if (identityState === 'issued') {
      const { fingerprint, topic, fields, at } = input;
      rebind.run({ seq, fingerprint, notAfter, topic, at });
      bound(deviceId, fingerprint, at);
      fleet.change(deviceId, (document) => ({
        ...document,
        lastSeenAt: at,
        authenticate: { ...document.authenticate, ...fields },
      }));
      noteAudit(db, input, deviceId);
    }
    return { kind: 'ok', deviceId, renewal: true };
  };
}

/** Begins a life of a device, its first one or another; answers the device’s id. */
function newLife(db: Db) {
  const insert = db.prepare<[object]>(INSERT);
  const addChannel = db.prepare<[string]>(CHANNEL);
  const begin = db.prepare<[object]>(BEGIN);
  const close = lifeCloser(db);
  const bound = binder(db);
  return (fleet: FleetBatch, input: Input, identity: Presented, device: KnownDevice | undefined): string => {
    const { fingerprint, topic, udid, at } = input;
    const row = { fingerprint, topic, at, userId: identity.userId, notAfter: identity.notAfter };
    let deviceId = device?.deviceId;
    if (device === undefined || deviceId === undefined) {
      deviceId = fleet.add(documentOf(input, null));
      insert.run({ ...row, deviceId, udid });
      addChannel.run(deviceId);
    } else {
      close(device, 'reregistered', at);
      begin.run({ ...row, seq: device.seq });
      fleet.change(deviceId, (document) => documentOf(input, document));
    }
    bound(deviceId, fingerprint, at);
    noteAudit(db, input, deviceId);
    return deviceId;
  };
}

/** What is known of a device at the beginning of a life. It keeps the time of its last registration until the new one is through. */
function documentOf({ udid, at, owner, fields }: Input, earlier: AppleDocument | null): AppleDocument {
  const lasting = LASTING.flatMap((key) => {
    const value = earlier?.information[key];
    return value === undefined ? [] : [[key, value]];
  });
  return appleDocumentSchema.parse({
    udid,
    state: 'pending',
    enrolledAt: earlier?.enrolledAt ?? null,
    lastSeenAt: at,
    owner,
    authenticate: fields,
    information: Object.fromEntries(lasting),
  });
}

function binder(db: Db): (deviceId: string, fingerprint: string, at: number) => void {
  const replace = db.prepare<[string, string]>(REPLACE);
  const bind = db.prepare<[object]>(BIND);
  return (deviceId, fingerprint, at) => {
    replace.run(deviceId, fingerprint);
    bind.run({ deviceId, fingerprint, at });
  };
}

function noteAudit(db: Db, { audit }: Input, deviceId: string): void {
  if (audit) appendAudit(db, { ...audit, object: audit.object ?? deviceId });
}
