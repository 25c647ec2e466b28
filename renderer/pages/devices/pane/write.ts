import type { TFunction } from 'i18next';
import type { Format } from '../../../format';
import type { Kind } from './fields';
import { bytesOf, plistData, plistDate } from './plist-value';

/** What values are written with. */
export interface WriteKit {
  t: TFunction;
  format: Format;
  now: number;
}

/** A value in words. `at` is the moment it speaks of; `title` is the exact value. */
export interface Written {
  text: string;
  title?: string;
  code?: boolean;
  late?: boolean;
}

/** Writes a plain value; one that is not what its kind expects is written as it came. */
export function writeValue(value: unknown, kind: Kind, kit: WriteKit): Written {
  if (Array.isArray(value)) return joined(value.map((item) => writeValue(item, kind, kit)));
  const time = plistDate(value);
  if (time !== null) return instant(time, kit) ?? { text: kit.format.dateTime(time) };
  const data = plistData(value);
  if (data !== null) return { text: kit.t('value.data', { size: kit.format.bytes(bytesOf(data)) }) };
  const plain: Written = { text: plainText(value, kit) };
  switch (kind) {
    case 'code':
      return { ...plain, code: true };
    case 'word':
      return typeof value === 'string' ? { text: kit.t(`value.${value}`, { defaultValue: value }) } : plain;
    case 'instant':
      return instant(value, kit) ?? plain;
    case 'day':
      return day(value, kit) ?? plain;
    case 'seconds':
      return seconds(value, kit) ?? plain;
    case 'switch':
      return typeof value === 'boolean' ? { text: kit.t(value ? 'value.on' : 'value.off') } : plain;
    case 'text':
    case 'boolean':
      return plain;
    default:
      return measure(value, kind, kit) ?? plain;
  }
}

function plainText(value: unknown, { t, format }: WriteKit): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  return value === null ? t('value.null') : JSON.stringify(value);
}

function joined(parts: Written[]): Written {
  return { text: parts.map((part) => part.text).join(', '), code: parts.some((part) => part.code) };
}

/** Reads an instant: RFC 3339, or milliseconds since 1970 as a number or text. Null when it is none. */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : null;
  if (typeof value !== 'string' || value === '') return null;
  const time = /^\d{11,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/** How long a moment is told by its distance; after that, by its date. */
const RECENT_MS = 30 * 86_400_000;

function instant(value: unknown, { format, now }: WriteKit): Written | null {
  const time = instantOf(value);
  if (time === null) return null;
  const isRecent = Math.abs(now - time) < RECENT_MS;
  return { text: isRecent ? format.relative(time, now) : format.date(time), title: format.dateTime(time) };
}

function day(value: unknown, { format }: WriteKit): Written | null {
  const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const time = isDate ? Date.parse(`${value}T00:00:00`) : instantOf(value);
  return time === null || Number.isNaN(time) ? null : { text: format.date(time), title: String(value) };
}

/** A duration as Google writes it: `1523s`. */
function seconds(value: unknown, { format }: WriteKit): Written | null {
  const count = /^(\d+(?:\.\d+)?)s$/.exec(typeof value === 'string' ? value : '')?.[1];
  return count === undefined ? null : { text: format.duration(Number(count) * 1000), title: String(value) };
}

function measure(value: unknown, kind: Kind, kit: WriteKit): Written | null {
  const count =
    typeof value === 'number'
      ? value
      : Number(typeof value === 'string' && value !== '' ? value : Number.NaN);
  if (!Number.isFinite(count)) return null;
  const { format } = kit;
  switch (kind) {
    case 'bytes':
      return { text: format.bytes(count), title: format.number(count) };
    case 'memory':
      return { text: unit(count / 2 ** 30, kit.t('value.gib'), format), title: format.number(count) };
    case 'milliseconds':
      return { text: format.duration(count) };
    case 'percent':
      return { text: format.percent(count / 100) };
    case 'kilohertz':
      return { text: unit(count / 1e6, 'GHz', format), title: unit(count, 'kHz', format) };
    case 'celsius':
      return { text: unit(count, '°C', format) };
    case 'gigabytes':
      return { text: format.bytes(count * 1e9) };
    case 'share':
      return { text: count < 0 ? kit.t('value.untold') : format.percent(count) };
    case 'span':
      return { text: format.duration(count * 1000) };
    case 'rpm':
      return { text: unit(count, kit.t('value.rpm'), format) };
    default:
      return { text: format.number(count) };
  }
}

function unit(count: number, sign: string, format: Format): string {
  return `${format.number(Math.round(count * 100) / 100)}\u00a0${sign}`;
}
