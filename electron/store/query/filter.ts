import type { DevicePlatform } from '../../model/device.ts';
import type { DeviceFilter, TimeRange } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { orgUnitCondition } from './org-unit.ts';
import { type TextTest, textTest } from './text.ts';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  text: string;
  bind: unknown[];
}

/** A filter as conditions on `d` (devices), its text apart. */
export interface CompiledFilter {
  /** The filter itself, to know it again. */
  key: string;
  /** True when vanished devices are out, which the indexes rely on. */
  live: boolean;
  conditions: Sql[];
  text: TextTest | null;
}

export const LIVE: Sql = { text: 'd.vanished_at IS NULL', bind: [] };
const VANISHED: Sql = { text: 'd.vanished_at IS NOT NULL', bind: [] };

/** Turns a filter into SQL. Empty lists do not restrict, but for serials, users and ids: there they mean none. */
export function compileFilter(db: Db, filter: DeviceFilter): CompiledFilter {
  const { status, orgUnit, model, osVersion, lastSync, autoUpdateUntil, serials, users, ids, platform } =
    filter;
  const live = status?.length ? !status.includes('archived') : ids === undefined;
  const onlyVanished = status?.length === 1 && status[0] === 'archived';
  const conditions: Sql[] = live ? [LIVE] : onlyVanished ? [VANISHED] : [];
  if (status?.length && !onlyVanished) conditions.push(oneOf('d.status', status));
  if (platform?.length) conditions.push(ofPlatforms(platform));
  if (model?.length) conditions.push(oneOf('d.model', model));
  if (osVersion?.length) conditions.push(versions(osVersion));
  if (orgUnit) conditions.push(orgUnitCondition(db, orgUnit));
  if (lastSync) conditions.push(...within('d.last_sync_at', lastSync));
  if (autoUpdateUntil) conditions.push(...within('d.auto_update_until', autoUpdateUntil));
  if (serials) conditions.push(exactSerials(serials));
  if (users) conditions.push(ofUsers(users));
  if (ids) conditions.push({ text: 'd.id IN (SELECT value FROM json_each(?))', bind: [JSON.stringify(ids)] });
  return { key: JSON.stringify(filter), live, conditions, text: textTest(filter.text) };
}

function oneOf(column: string, values: string[]): Sql {
  if (values.length === 1) return { text: `${column} = ?`, bind: values };
  return { text: `${column} IN (SELECT value FROM json_each(?))`, bind: [JSON.stringify(values)] };
}

/** Chromebooks are told by Google’s connection, which has an index, and the others by an index that holds no Chromebook. */
function ofPlatforms(platforms: DevicePlatform[]): Sql {
  const google = "d.connection = (SELECT seq FROM connections WHERE kind = 'google')";
  const others = platforms.filter((platform) => platform !== 'chromeos');
  if (others.length === 0) return { text: google, bind: [] };
  const list = JSON.stringify(others);
  const among = "(d.platform <> 'chromeos' AND d.platform IN (SELECT value FROM json_each(?)))";
  if (others.length === platforms.length) return { text: among, bind: [list] };
  return { text: `(${google} OR ${among})`, bind: [list] };
}

/** The index folds case; the comparison does not. */
function exactSerials(serials: string[]): Sql {
  const list = JSON.stringify(serials);
  const among = 'IN (SELECT value FROM json_each(?))';
  return { text: `d.serial COLLATE NOCASE ${among} AND d.serial ${among}`, bind: [list, list] };
}

function ofUsers(users: string[]): Sql {
  return { text: 'd.user COLLATE NOCASE IN (SELECT value FROM json_each(?))', bind: [JSON.stringify(users)] };
}

/** The version itself or anything below it at a dot; '/' is the character after '.'. */
function versions(values: string[]): Sql {
  const one = '(d.os_version = ? OR (d.os_version >= ? AND d.os_version < ?))';
  const text = `(${values.map(() => one).join(' OR ')})`;
  return { text, bind: values.flatMap((value) => [value, `${value}.`, `${value}/`]) };
}

/** Both ends belong to the range. Without ends, `never` alone asks for the devices without a value. */
function within(column: string, { from, to, never }: TimeRange): Sql[] {
  if (from === null && to === null) return never ? [{ text: `${column} IS NULL`, bind: [] }] : [];
  const ends: string[] = [];
  if (from !== null) ends.push(`${column} >= ?`);
  if (to !== null) ends.push(`${column} <= ?`);
  const range = ends.join(' AND ');
  const bind = [from, to].filter((end) => end !== null);
  return [{ text: never ? `(${column} IS NULL OR ${range})` : `(${range})`, bind }];
}
