import type { AppleRepository, InstallRow } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { orderQueuer } from './enqueue.ts';
import { errorsOf } from './order-rows.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Count = Awaited<ReturnType<AppleRepository['installCounts']>>[number];
type Row = Omit<InstallRow, 'errors'> & { errors: string | null };

const SELECT = `SELECT i.channel, d.device_id AS deviceId, c.user_guid AS guid, i.profile_id AS profileId, i.identifier,
    i.name, i.state, i.version, i.uuid, i.at, i.errors
  FROM apple_installs i JOIN apple_channels c ON c.seq = i.channel JOIN apple_devices d ON d.seq = c.device`;
const PUT = `INSERT INTO apple_installs (channel, profile_id, identifier, name, state, version, uuid, at, errors)
  VALUES (@channel, @profileId, @identifier, @name, @state, @version, @uuid, @at, NULL)
  ON CONFLICT (channel, identifier) DO UPDATE SET profile_id = excluded.profile_id, name = excluded.name,
    state = excluded.state, version = excluded.version, uuid = excluded.uuid, at = excluded.at, errors = NULL`;

/** Reads installs; `rest` speaks of `i` (apple_installs), `c` (apple_channels) and `d` (apple_devices). */
export function installReader<Bind extends unknown[]>(db: Db, rest: string): (...bind: Bind) => InstallRow[] {
  const statement = db.prepare<Bind, Row>(`${SELECT} ${rest}`);
  return (...bind) =>
    statement.all(...bind).map(({ errors, ...row }) => ({ ...row, errors: errorsOf(errors) }));
}

/** What reads of installs answer; see AppleRepository for each. */
export function installReads(db: Db) {
  const ofDevice = installReader<[string]>(db, 'WHERE d.device_id = ? ORDER BY i.channel, i.name, i.seq');
  const ofProfile = installReader<[string]>(db, 'WHERE i.profile_id = ? ORDER BY i.seq');
  const counts = db.prepare<[], Count>(
    `SELECT profile_id AS profileId, state, count(*) AS count FROM apple_installs GROUP BY profile_id, state`,
  );
  return {
    installs: (input: Input<'installs'>): InstallRow[] =>
      'deviceId' in input ? ofDevice(input.deviceId) : ofProfile(input.profileId),
    installCounts: (): Count[] => counts.all(),
  };
}

/** Writes to installs; see AppleRepository for each. */
export function installWrites(db: Db) {
  const queue = orderQueuer(db);
  const put = db.prepare<[object]>(PUT);
  const settle = db.prepare<[object]>(
    'UPDATE apple_installs SET state = @state, errors = @errors, at = @at WHERE uuid = @uuid',
  );
  const remove = db.prepare<[string]>('DELETE FROM apple_installs WHERE uuid = ?');
  return {
    putInstalls: ({ installs, orders, at }: Input<'putInstalls'>): void => {
      durably(db, () => {
        const refused = queue(orders, at);
        const taken = installs.filter(({ uuid }) => uuid === null || refused[uuid] === undefined);
        for (const install of taken) put.run(install);
      });
    },
    settleInstall: ({ uuid, state, errors, at }: Input<'settleInstall'>): void => {
      const words = errors === null ? null : JSON.stringify(errors);
      durably(db, () =>
        state === 'removed' ? remove.run(uuid) : settle.run({ uuid, state, errors: words, at }),
      );
    },
  };
}
