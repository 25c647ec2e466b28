import { type Kind, PART_KINDS } from './fields';
import { instantOf, type WriteKit, type Written, writeValue } from './write';

/** One line of the pane: a label and a value. `at` is when the value was reported, where it says so. */
export interface Line extends Written {
  label: string;
  at?: number;
}

type Item = Readonly<Record<string, unknown>>;

/** Lists whose items read best as one line: what makes the label, what makes the value; the rest follows. */
const ONE_LINERS: Readonly<
  Record<string, (item: Item, kit: WriteKit) => { line: Line; used: string[] } | null>
> = {
  recentUsers: (item, kit) => {
    const type = writeValue(item.type ?? '', 'word', kit).text;
    const email = typeof item.email === 'string' ? item.email : type;
    const label = kit.t('part.recentUsers');
    return { line: { label, text: email, title: type, code: false }, used: ['email', 'type'] };
  },
  activeTimeRanges: (item, kit) => {
    const { text, title } = writeValue(item.date ?? '', 'day', kit);
    const active = writeValue(item.activeTime ?? 0, 'milliseconds', kit);
    return { line: { ...active, label: text, ...(title && { title }) }, used: ['date', 'activeTime'] };
  },
  cpuStatusReports: (item, kit) => {
    const load = writeValue(item.cpuUtilizationPercentageInfo ?? [], 'percent', kit).text;
    const heat = temperatures(item.cpuTemperatureInfo, kit);
    if (heat === null) return null;
    const text = [load, heat].filter((part) => part !== '').join(' · ');
    return {
      line: { label: kit.t('part.cpuStatusReports'), text, ...reportedAt(item) },
      used: ['reportTime', 'cpuUtilizationPercentageInfo', 'cpuTemperatureInfo'],
    };
  },
  systemRamFreeReports: (item, kit) => {
    const free = writeValue(item.systemRamFreeInfo ?? [], 'bytes', kit);
    const line = { ...free, label: kit.t('part.systemRamFreeReports'), ...reportedAt(item) };
    return { line, used: ['reportTime', 'systemRamFreeInfo'] };
  },
  'diskVolumeReports.volumeInfo': (item, kit) => {
    if (item.storageFree === undefined || item.storageTotal === undefined) return null;
    const text = kit.t('part.freeOf', {
      free: writeValue(item.storageFree, 'bytes', kit).text,
      total: writeValue(item.storageTotal, 'bytes', kit).text,
    });
    const label = typeof item.volumeId === 'string' ? item.volumeId : kit.t('part.volume');
    return { line: { label, text }, used: ['volumeId', 'storageFree', 'storageTotal'] };
  },
};

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
  return value.flatMap((item: unknown, place) => {
    const numbered = value.length > 1 ? `${label} ${place + 1}` : label;
    return isItem(item) ? itemLines(path, numbered, item, kit) : walk(path, numbered, kind, item, kit);
  });
}

function itemLines(path: string, label: string, item: Item, kit: WriteKit): Line[] {
  const short = ONE_LINERS[path]?.(item, kit) ?? null;
  if (short === null) return partsOf(path, label, item, [], kit);
  return [short.line, ...partsOf(path, label, item, short.used, kit)];
}

function partsOf(path: string, label: string, item: Item, used: readonly string[], kit: WriteKit): Line[] {
  return Object.entries(item).flatMap(([key, value]) => {
    if (used.includes(key)) return [];
    const inner = `${path}.${key}`;
    const name = kit.t(`part.${inner.replaceAll('.', '/')}`, { defaultValue: '' });
    const named = name === '' ? `${label} · ${key}` : isNumbered(label) ? `${label} · ${name}` : name;
    return walk(inner, named, PART_KINDS[inner] ?? 'text', value, kit);
  });
}

const isNumbered = (label: string) => / \d+$/.test(label);

function labelOf(name: string, kit: WriteKit): string {
  return kit.t(`field.${name}`, { defaultValue: name });
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
