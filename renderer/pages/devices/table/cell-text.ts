import type { TFunction } from 'i18next';
import type { Device, DeviceColumn, DevicePlatform } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import { statusWord } from '../filters/sentence';

const DAY = 86_400_000;

/** A device whose last sync is older than this is shown as late. */
const LATE_MS = 30 * DAY;

/** What a cell says: `title` is the exact value for the tooltip. Empty text is an empty cell. */
export interface CellText {
  text: string;
  title?: string;
  late?: boolean;
}

export interface CellKit {
  t: TFunction;
  format: Format;
  now: number;
}

/** The text of a cell. */
export function cellText(device: Device, column: DeviceColumn, kit: CellKit): CellText {
  switch (column) {
    case 'lastSyncAt':
      return aged(device.lastSyncAt, kit, LATE_MS);
    case 'enrolledAt':
      return aged(device.enrolledAt, kit);
    case 'fetchedAt':
      return aged(device.fetchedAt, kit);
    case 'autoUpdateUntil':
      return updatesUntil(device.autoUpdateUntil, kit);
    case 'osVersion':
      return osName(device);
    case 'platform':
      return { text: kit.t(`devices:platform.${device.platform}`) };
    case 'status':
      return { text: statusWord(device.status, kit.t) };
    default:
      return written(device[column]);
  }
}

function written(value: string | null): CellText {
  return value === null ? { text: '' } : { text: value, title: value };
}

function aged(at: number | null, { format, now }: CellKit, lateAfter?: number): CellText {
  if (at === null) return { text: '' };
  const late = lateAfter !== undefined && now - at > lateAfter;
  return { text: format.age(at, now), title: format.dateTime(at), late };
}

function updatesUntil(at: number | null, { format, now }: CellKit): CellText {
  if (at === null) return { text: '' };
  return { text: format.month(at), title: format.date(at), late: at < now };
}

/** What a platform’s system is called; its own name, in every language. */
const SYSTEM: Readonly<Record<DevicePlatform, string>> = {
  chromeos: 'ChromeOS',
  ios: 'iOS',
  ipados: 'iPadOS',
  macos: 'macOS',
};

/** “ChromeOS 142” for 142.0.7444.91, “iOS 27.1” for 27.1; a version that is no number is shown as it came. */
export function osName({ platform, osVersion }: Pick<Device, 'platform' | 'osVersion'>): CellText {
  if (osVersion === null) return { text: '' };
  const short = (platform === 'chromeos' ? /^\d+(?=\.|$)/ : /^\d+(\.\d+)*$/).exec(osVersion)?.[0];
  return { text: short === undefined ? osVersion : `${SYSTEM[platform]} ${short}`, title: osVersion };
}

/** Which sign stands before a status word. */
export function statusTone(status: string): 'good' | 'warn' | 'bad' | 'off' {
  switch (status) {
    case 'active':
      return 'good';
    case 'pending':
    case 'reset':
      return 'warn';
    case 'lost_mode':
    case 'wiped':
      return 'bad';
    default:
      return 'off';
  }
}
