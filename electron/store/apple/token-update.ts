import { APPLE_MOVES } from '../../model/apple/enrollment.ts';
import { appendAudit } from '../chain/append.ts';
import type { AppleRepository } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import { lateCompleter } from '../enrollment/tickets.ts';
import { callerFinder, type KnownDevice, refuse } from './caller.ts';
import type { FleetBatch, FleetTransaction } from './fleet.ts';

type Input = Parameters<AppleRepository['tokenUpdate']>[0];
type Answer = Awaited<ReturnType<AppleRepository['tokenUpdate']>>;

/** A registration told apart from the one before it, whatever the clock says. */
const ACTIVATE = `UPDATE apple_devices SET state = 'active', ended_at = NULL,
    enrolled_at = max(@at, coalesce(enrolled_at + 1, @at)) WHERE seq = @seq RETURNING enrolled_at`;
const BACK = "UPDATE apple_devices SET state = 'active', ended_at = NULL WHERE seq = ?";
const SEEN = `UPDATE apple_devices SET last_seen_at = @at, topic = @topic,
    unlock_token = coalesce(@unlockToken, unlock_token) WHERE seq = @seq`;
const HAD_TOKEN = 'SELECT token_at IS NOT NULL FROM apple_channels WHERE device = ? AND user_guid = ?';
const CHANNEL = `INSERT INTO apple_channels (device, user_guid, short_name, long_name, token, push_magic, token_at,
    last_seen_at)
  VALUES (@seq, @guid, @shortName, @longName, @token, @pushMagic, @at, @at)
  ON CONFLICT (device, user_guid) DO UPDATE SET short_name = coalesce(excluded.short_name, short_name),
    long_name = coalesce(excluded.long_name, long_name), token = excluded.token, push_magic = excluded.push_magic,
    token_at = excluded.token_at, last_seen_at = excluded.last_seen_at, push_trouble = NULL, push_tries = 0`;
const TICKETS = `SELECT DISTINCT ticket_id FROM apple_identities
  WHERE device_id = @deviceId AND life = @life AND ticket_id IS NOT NULL`;

/** See AppleRepository.tokenUpdate. */
export function tokenUpdater(db: Db, transact: FleetTransaction): (input: Input) => Answer {
  const callerOf = callerFinder(db);
  const hadToken = db.prepare<[number, string], 0 | 1>(HAD_TOKEN).pluck();
  const channel = db.prepare<[object]>(CHANNEL);
  const seen = db.prepare<[object]>(SEEN);
  const activate = activator(db);
  return (input) =>
    transact(input.at, (fleet): Answer => {
      const found = callerOf(input);
      if (found.kind === 'refused') return found;
      const device = found.value;
      if (APPLE_MOVES[device.state].token === null) return refuse('not_registered');
      const { user, at, topic, token, pushMagic, unlockToken } = input;
      const { seq, deviceId } = device;
      const guid = user?.guid ?? '';
      const firstOfUser = user !== null && hadToken.get(seq, guid) !== 1;
      const names = { shortName: user?.shortName ?? null, longName: user?.longName ?? null };
      channel.run({ seq, guid, ...names, token, pushMagic, at });
      seen.run({ seq, at, topic, unlockToken });
      const first = user === null && device.state === 'pending';
      if (user === null && device.state !== 'active') activate(fleet, device, at);
      else fleet.seen(deviceId, at);
      if ((first || firstOfUser) && input.audit)
        appendAudit(db, { ...input.audit, object: input.audit.object ?? deviceId });
      return { kind: 'ok', deviceId, first, firstOfUser };
    });
}

/** The device is managed from now on, or again; a first time ends its registration. */
function activator(db: Db): (fleet: FleetBatch, device: KnownDevice, at: number) => void {
  const activate = db.prepare<[object], number>(ACTIVATE).pluck();
  const back = db.prepare<[number]>(BACK);
  const ticketsOf = db.prepare<[object], string>(TICKETS).pluck();
  const complete = lateCompleter(db);
  return (fleet, { seq, deviceId, life, state }, at) => {
    if (state === 'pending') {
      const enrolledAt = activate.get({ seq, at }) ?? at;
      fleet.change(deviceId, (document) => ({ ...document, state: 'active', enrolledAt, lastSeenAt: at }));
      for (const ticket of ticketsOf.all({ deviceId, life })) complete(ticket, at);
    } else {
      back.run(seq);
      fleet.change(deviceId, (document) => ({ ...document, state: 'active', lastSeenAt: at }));
    }
  };
}
