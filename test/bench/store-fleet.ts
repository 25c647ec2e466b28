/** A made-up fleet, the same each time, with the shape and size of Google's records (about 1.7 kB). */
const MODELS = [
  'HP Chromebook 11 G9 EE',
  'Lenovo 300e Chromebook Gen 3',
  'Acer Chromebook Spin 511',
  'Dell Chromebook 3110',
  'ASUS Chromebook CR1100',
];
const NAMES = [
  'marie',
  'jean',
  'pierre',
  'sophie',
  'camille',
  'lucas',
  'emma',
  'hugo',
  'lea',
  'louis',
  'chloe',
  'nathan',
];
const FILLER = {
  deviceId: 'filler',
  cpuStatusReports: Array.from({ length: 9 }, (_, i) => ({
    reportTime: `2026-11-1${i}T08:00:00.000Z`,
    cpuUtilizationPercentageInfo: [10 + i, 20 + i, 30 + i],
  })),
};

/** Numbers in [0, 1) that follow from a seed. */
export function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function uuid(random: () => number): string {
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-9${hex(3)}-${hex(12)}`;
}

/** The record of device `index`; a higher `version` is a changed record. */
export function fleetRecord(index: number, version = 0): Record<string, unknown> {
  const random = mulberry(index * 7919 + 1);
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const serial = `5CD${Math.floor(random() * 36 ** 7)
    .toString(36)
    .toUpperCase()
    .padStart(7, '0')}`;
  const user = `${pick(NAMES)}.${pick(NAMES)}${Math.floor(random() * 9999)}@school.example.org`;
  const unit = Math.floor(random() * 200);
  return {
    ...FILLER,
    kind: 'admin#directory#chromeosdevice',
    deviceId: uuid(random),
    etag: `"gSbqLCQ8mDXEnJjBvfQ9rYzKx0HhZ1OQzSl7bGkTf7A/${index}-${version}"`,
    serialNumber: serial,
    status: random() < 0.94 ? 'ACTIVE' : random() < 0.7 ? 'DEPROVISIONED' : 'DISABLED',
    lastSync: new Date(
      1_795_000_000_000 - Math.floor(random() * 90 * 86_400_000) + version * 3_600_000,
    ).toISOString(),
    model: pick(MODELS),
    annotatedUser: random() < 0.8 ? user : undefined,
    annotatedAssetId: `A-${String(index).padStart(6, '0')}`,
    annotatedLocation: `Building ${Math.floor(random() * 9)} room ${Math.floor(random() * 300)}`,
    notes: random() < 0.2 ? 'screen replaced in 2024' : undefined,
    recentUsers: [{ type: 'USER_TYPE_MANAGED', email: user }],
    osVersion: `${140 + Math.floor(random() * 6)}.0.${7200 + Math.floor(random() * 20)}.${Math.floor(random() * 90)}`,
    orgUnitId: `id:${unit}`,
    orgUnitPath: `/Schools/District ${unit % 10}/School ${unit}`,
    autoUpdateThrough: `${2027 + Math.floor(random() * 6)}-06-01`,
    firstEnrollmentTime: '2023-09-01T08:00:00.000Z',
    lastEnrollmentTime: new Date(1_693_555_200_000 + Math.floor(random() * 900) * 86_400_000).toISOString(),
  };
}

/** Pages of chromeosdevices.list as Google would send them. */
export function* fleetPages(count: number, perPage: number, changed = 0): Generator<string> {
  for (let start = 0; start < count; start += perPage) {
    const size = Math.min(perPage, count - start);
    const chromeosdevices = Array.from({ length: size }, (_, i) => {
      const index = start + i;
      return fleetRecord(index, changed > 0 && index % Math.round(1 / changed) === 0 ? 1 : 0);
    });
    yield JSON.stringify({
      kind: 'admin#directory#chromeosdevices',
      chromeosdevices,
      nextPageToken: start + size < count ? `t${start + size}` : undefined,
    });
  }
}
