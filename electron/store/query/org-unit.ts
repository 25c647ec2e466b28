import type { DeviceFilter } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from './filter.ts';

type OrgUnitFilter = NonNullable<DeviceFilter['orgUnit']>;

/**
 * Devices of a unit, with those of the units below it when asked. Units are told by their id, which outlives
 * a renaming; where a device has none, or its unit is not listed, its path decides. `id` may be a path.
 */
export function orgUnitCondition(db: Db, { id, withChildren }: OrgUnitFilter): Sql {
  const path = pathOf(db, id);
  if (path === null) return { text: 'd.org_unit_id = ?', bind: [id] };
  const ids = [id, ...idsAt(db, path), ...(withChildren ? idsBelow(db, path) : [])];
  const byId = 'd.org_unit_id IN (SELECT value FROM json_each(?))';
  const unlisted = '(d.org_unit_id IS NULL OR d.org_unit_id NOT IN (SELECT u.id FROM org_units u))';
  const below = withChildren ? ' OR (d.org_unit_path >= ? AND d.org_unit_path < ?)' : '';
  const bind = [JSON.stringify(ids), path, ...(withChildren ? rangeBelow(path) : [])];
  return { text: `(${byId} OR (${unlisted} AND (d.org_unit_path = ?${below})))`, bind };
}

/** The path of a unit, as far as it is known; `id` may be a path. */
export function pathOf(db: Db, id: string): string | null {
  const listed = db.prepare<[string], string>('SELECT path FROM org_units WHERE id = ?').pluck().get(id);
  if (listed !== undefined) return listed;
  if (id.startsWith('/')) return id;
  const seen = db
    .prepare<[string], string>(
      'SELECT org_unit_path FROM devices WHERE org_unit_id = ? AND org_unit_path IS NOT NULL LIMIT 1',
    )
    .pluck()
    .get(id);
  return seen ?? null;
}

function idsAt(db: Db, path: string): string[] {
  return db.prepare<[string], string>('SELECT id FROM org_units WHERE path = ?').pluck().all(path);
}

function idsBelow(db: Db, path: string): string[] {
  return db
    .prepare<[string, string], string>('SELECT id FROM org_units WHERE path >= ? AND path < ?')
    .pluck()
    .all(...rangeBelow(path));
}

/** The paths that begin with this one and a slash; '0' is the character after '/'. */
export function rangeBelow(path: string): [string, string] {
  const start = path.endsWith('/') ? path.slice(0, -1) : path;
  return [`${start}/`, `${start}0`];
}
