import { ageLimits, type DeviceOverview, quarterOf } from '../../model/device-overview.ts';
import { naturalKey } from '../../model/natural-order.ts';
import type { Db } from '../database/connect.ts';

const LIVE = 'vanished_at IS NULL';
/** No fleet runs more; each takes two looks into an index. */
const MOST_MAJORS = 300;

/** The fleet in figures at `now` (ms UTC); each grouped statement reads one index and no row. */
export function overviewReader(db: Db): (now: number) => DeviceOverview {
  const one = (sql: string) => db.prepare<unknown[], number>(sql).pluck();
  const readPlatforms = platformReader(db);
  const byStatus = db.prepare<[], { status: string; count: number }>(
    `SELECT status, count(*) AS count FROM devices WHERE ${LIVE} GROUP BY status ORDER BY count(*) DESC, status`,
  );
  const byEnd = db.prepare<[], { at: number | null; count: number }>(
    `SELECT auto_update_until AS at, count(*) AS count FROM devices WHERE ${LIVE} GROUP BY auto_update_until`,
  );
  const since = one(`SELECT count(*) FROM devices WHERE ${LIVE} AND last_sync_at >= ?`);
  const never = one(`SELECT count(*) FROM devices WHERE ${LIVE} AND last_sync_at IS NULL`);
  const readVersions = versionReader(db);

  return (now) => {
    const platforms = readPlatforms();
    const total = platforms.reduce((sum, { count }) => sum + count, 0);
    const limits = ageLimits(now);
    const [day = 0, week = 0, month = 0] = [limits.day, limits.week, limits.month].map((at) => since.get(at));
    const unseen = never.get() ?? 0;
    const ends = byEnd.all();
    const today = new Date(now).setHours(0, 0, 0, 0);
    return {
      at: now,
      total,
      platforms,
      statuses: byStatus.all(),
      lastSync: {
        day,
        week: week - day,
        month: month - week,
        older: total - month - unseen,
        never: unseen,
      },
      osVersions: readVersions(),
      autoUpdateEnds: byQuarter(ends),
      autoUpdateEnded: ends.reduce(
        (sum, { at, count }) => (at !== null && at <= today ? sum + count : sum),
        0,
      ),
    };
  };
}

/** Google’s connection brings Chromebooks alone; the index over the other platforms holds none of them. */
function platformReader(db: Db): () => DeviceOverview['platforms'] {
  type Row = DeviceOverview['platforms'][number];
  const google = db.prepare<[], Row>(
    `SELECT 'chromeos' AS platform, (SELECT count(*) FROM devices d WHERE d.connection = c.seq AND d.${LIVE}) AS count
     FROM connections c WHERE c.kind = 'google'`,
  );
  const others = db.prepare<[], Row>(
    `SELECT platform, count(*) AS count FROM devices WHERE ${LIVE} AND platform <> 'chromeos'
     GROUP BY platform ORDER BY count(*) DESC, platform`,
  );
  return () => [...google.all(), ...others.all()];
}

type Version = DeviceOverview['osVersions'][number];

/** The versions of Chromebooks are what the others leave of all: only of those, which are fewer, rows are read. */
function versionReader(db: Db): () => Version[] {
  const all = stretchReader(db);
  const others = db.prepare<[], Version>(
    `SELECT platform, CASE instr(os_version, '.') WHEN 0 THEN os_version
       ELSE substr(os_version, 1, instr(os_version, '.') - 1) END AS major, count(*) AS count
     FROM devices WHERE ${LIVE} AND platform <> 'chromeos' GROUP BY platform, major`,
  );
  return () => {
    const elsewhere = others.all();
    const taken = new Map<string | null, number>();
    for (const { major, count } of elsewhere) taken.set(major, (taken.get(major) ?? 0) + count);
    const chromeos = all().map(({ major, count }): Version => {
      return { platform: 'chromeos', major, count: count - (taken.get(major) ?? 0) };
    });
    return [
      ...chromeos.filter(({ count }) => count > 0),
      ...elsewhere.toSorted((one, other) => newestFirst(one.major, other.major)),
    ];
  };
}

function newestFirst(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return naturalKey(one) < naturalKey(other) ? 1 : -1;
}

/** Leaps from one major version to the next in the index over versions, and counts each one's stretch. */
function stretchReader(db: Db): () => Omit<Version, 'platform'>[] {
  const first = db.prepare<[string], { version: string }>(
    `SELECT os_version AS version FROM devices WHERE ${LIVE} AND os_order >= ? ORDER BY os_order LIMIT 1`,
  );
  const within = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM devices WHERE ${LIVE} AND os_order >= ? AND os_order < ?`,
    )
    .pluck();
  const without = db
    .prepare<[], number>(`SELECT count(*) FROM devices WHERE ${LIVE} AND os_order IS NULL`)
    .pluck();
  return () => {
    const found: Omit<Version, 'platform'>[] = [];
    let from = '';
    while (found.length < MOST_MAJORS) {
      const next = first.get(from);
      if (next === undefined) break;
      const [major = ''] = next.version.split('.', 1);
      const key = naturalKey(major);
      // '/' is the character after '.': what begins with the major and a dot lies below it.
      const end = `${key}/`;
      found.push({ major, count: within.get(key, end) ?? 0 });
      from = end;
    }
    const unknown = without.get() ?? 0;
    return [...found.reverse(), ...(unknown > 0 ? [{ major: null, count: unknown }] : [])];
  };
}

function byQuarter(ends: { at: number | null; count: number }[]): DeviceOverview['autoUpdateEnds'] {
  const quarters = new Map<string, DeviceOverview['autoUpdateEnds'][number]>();
  for (const { at, count } of ends) {
    const when = at === null ? { year: null, quarter: null } : quarterOf(at);
    const key = `${when.year} ${when.quarter}`;
    quarters.set(key, { ...when, count: (quarters.get(key)?.count ?? 0) + count });
  }
  const rank = ({ year, quarter }: { year: number | null; quarter: number | null }) =>
    year === null ? Number.POSITIVE_INFINITY : year * 4 + (quarter ?? 0);
  return [...quarters.values()].sort((a, b) => rank(a) - rank(b));
}
