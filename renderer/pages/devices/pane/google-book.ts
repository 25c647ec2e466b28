import { PART_KINDS } from './fields';
import { type Book, type Item, isItem, type Line, type OneLiner } from './lines';
import { instantOf, type WriteKit, writeValue } from './write';

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

function reportedAt(item: Item): Pick<Line, 'at'> {
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

/** How Google’s record is read. */
export const GOOGLE_BOOK: Book = {
  words: '',
  kinds: PART_KINDS,
  oneLiners: ONE_LINERS,
  unnumbered: UNNUMBERED,
  write: writeValue,
};
