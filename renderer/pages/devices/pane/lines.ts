import { type Kind, PART_KINDS } from './fields';
import { instantOf, type WriteKit, type Written, writeValue } from './write';

/** One line of the pane: a label and a value. `at` is when the value was reported, where it says so. */
export interface Line extends Written {
  label: string;
  at?: number;
}

type Item = Readonly<Record<string, unknown>>;

/** What an item is written as: its line, the keys it used; what it did not use follows in lines of its own. */
type OneLiner = (item: Item, kit: WriteKit, label: string) => { line: Line; used: string[] } | null;

/** Lists whose items read best as one line each. Null: the item is not what the reference describes. */
const ONE_LINERS: Readonly<Record<string, OneLiner>> = {
  recentUsers: (item, kit, label) => {
    const type = writeValue(item.type ?? '', 'word', kit).text;
    const text = typeof item.email === 'string' ? item.email : type;
    return { line: { label, text, title: type }, used: ['email', 'type'] };
  },
  activeTimeRanges: (item, kit) => {
    const label = writeValue(item.date ?? '', 'day', kit).text;
    const active = writeValue(item.activeTime ?? 0, 'milliseconds', kit);
    return { line: { ...active, label }, used: ['date', 'activeTime'] };
  },
  'cpuInfo.logicalCpus': (item, kit, label) => {
    if (item.currentScalingFrequencyKhz === undefined) return null;
    const clock = writeValue(item.currentScalingFrequencyKhz, 'kilohertz', kit).text;
    const most = writeValue(item.maxScalingFrequencyKhz ?? '', 'kilohertz', kit).text;
    const text = most === '' ? clock : kit.t('part.clockOf', { clock, most });
    return { line: { label, text }, used: ['currentScalingFrequencyKhz', 'maxScalingFrequencyKhz'] };
  },
  'cpuInfo.logicalCpus.cStates': (item, kit, label) => {
    const name = typeof item.displayName === 'string' ? item.displayName : label;
    const lasted = writeValue(item.sessionDuration ?? '', 'seconds', kit);
    return { line: { ...lasted, label: name }, used: ['displayName', 'sessionDuration'] };
  },
  cpuStatusReports: (item, kit, label) => {
    const load = writeValue(item.cpuUtilizationPercentageInfo ?? [], 'percent', kit).text;
    const heat = temperatures(item.cpuTemperatureInfo, kit);
    if (heat === null) return null;
    const text = [load, heat].filter((part) => part !== '').join(' · ');
    const used = ['reportTime', 'cpuUtilizationPercentageInfo', 'cpuTemperatureInfo'];
    return { line: { label, text, ...reportedAt(item) }, used };
  },
  systemRamFreeReports: (item, kit, label) => {
    const free = writeValue(item.systemRamFreeInfo ?? [], 'memory', kit);
    return { line: { ...free, label, ...reportedAt(item) }, used: ['reportTime', 'systemRamFreeInfo'] };
  },
  'diskVolumeReports.volumeInfo': (item, kit, label) => {
    if (item.storageFree === undefined || item.storageTotal === undefined) return null;
    const free = writeValue(item.storageFree, 'bytes', kit).text;
    const total = writeValue(item.storageTotal, 'bytes', kit).text;
    const name = typeof item.volumeId === 'string' ? item.volumeId : label;
    const line = { label: name, text: kit.t('part.freeOf', { free, total }) };
    return { line, used: ['volumeId', 'storageFree', 'storageTotal'] };
  },
};

/** Reports come one after the other with their times: a number would say nothing. */
const UNNUMBERED: ReadonlySet<string> = new Set(['recentUsers', 'cpuStatusReports', 'systemRamFreeReports']);

function reportedAt(item: Item): { at?: number } {
  const at = instantOf(item.reportTime);
  return at === null ? {} : { at };
}

/** Temperatures with their sensors; null when they are not what the reference describes. */
function temperatures(value: unknown, kit: WriteKit): string | null {
  if (value === undefined) return '';
  if (!Array.isArray(value)) return null;
  const parts = value.map((item: unknown) => {
    if (!isItem(item) || Object.keys(item).some((key) => key !== 'label' && key !== 'temperature'))
      return null;
    const degrees = writeValue(item.temperature ?? '', 'celsius', kit).text;
    return typeof item.label === 'string' ? `${item.label.trim()} ${degrees}` : degrees;
  });
  return parts.includes(null) ? null : parts.join(', ');
}

/** The lines of a field. Nothing in its value is left out: what is not known keeps its own name. */
export function linesOf(name: string, kind: Kind, value: unknown, kit: WriteKit): Line[] {
  return walk(name, labelOf(name, kit), kind, value, kit);
}

function walk(path: string, label: string, kind: Kind, value: unknown, kit: WriteKit): Line[] {
  if (isItem(value)) return partsOf(path, label, value, [], kit);
  if (!Array.isArray(value) || !value.some(isItem)) {
    if (Array.isArray(value) && value.length === 0) return [];
    return [{ ...writeValue(value, kind, kit), label }];
  }
  const isNumbered = value.length > 1 && !UNNUMBERED.has(path);
  return value.flatMap((item: unknown, place) => {
    const numbered = isNumbered ? `${label} ${place + 1}` : label;
    return isItem(item) ? itemLines(path, numbered, item, kit) : walk(path, numbered, kind, item, kit);
  });
}

function itemLines(path: string, label: string, item: Item, kit: WriteKit): Line[] {
  const short = ONE_LINERS[path]?.(item, kit, label) ?? null;
  if (short === null) return partsOf(path, label, item, [], kit);
  return [short.line, ...partsOf(path, label, item, short.used, kit)];
}

function partsOf(path: string, label: string, item: Item, used: readonly string[], kit: WriteKit): Line[] {
  return Object.entries(item).flatMap(([key, value]) => {
    if (used.includes(key)) return [];
    const inner = `${path}.${key}`;
    const name = kit.t(`part.${inner.replaceAll('.', '/')}`, { defaultValue: '' });
    const within = name === '' || path.includes('.') || / \d+$/.test(label);
    const named = within ? `${label} · ${name === '' ? key : name}` : name;
    return walk(inner, named, PART_KINDS[inner] ?? 'text', value, kit);
  });
}

function labelOf(name: string, kit: WriteKit): string {
  return kit.t(`field.${name}`, { defaultValue: name });
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
