import { type AppleDocument, applePlatformOf } from '../../../../../electron/bridge/domain';
import { osName } from '../../table/cell-text';
import { isItem, type Line, linesOf } from '../lines';
import type { Section } from '../record';
import type { WriteKit } from '../write';
import { APPLE_BOOK } from './book';
import { APPLE_FIELDS, type AppleField, GOOD_WHEN } from './fields';

/** A value of the record, and when the device told it (ms UTC). */
interface Told {
  value: unknown;
  at: number | undefined;
}

export type AppleTabs = Record<AppleField['tab'], Section[]>;

/** What the device told of itself, grouped for reading; keys we do not know stand under “Other” with Apple’s own name. */
export function readAppleRecord(document: AppleDocument, kit: WriteKit): AppleTabs {
  const told = lift(toldOf(document));
  const tabs: AppleTabs = { overview: [], hardware: [] };
  const add = (tab: AppleField['tab'], group: string, lines: Line[], at: number | undefined) => {
    if (lines.length === 0) return;
    const dated = lines.map((line) => (at === undefined ? line : { at, ...line }));
    const section = tabs[tab].find((other) => other.group === group);
    if (section === undefined) tabs[tab].push({ group, lines: dated });
    else section.lines.push(...dated);
  };
  const storage = storageLine(told, kit);
  for (const { name, tab, group, kind } of APPLE_FIELDS) {
    const found = told.get(name);
    told.delete(name);
    if (found === undefined || isEmpty(found.value)) continue;
    if (storage !== null && name === 'AvailableDeviceCapacity') continue;
    const lines =
      storage !== null && name === 'DeviceCapacity'
        ? [storage]
        : linesOf(APPLE_BOOK, name, kind, found.value, kit);
    add(
      tab,
      group,
      lines.map((line) => signed(name, found.value, line, document)),
      found.at,
    );
  }
  for (const [name, { value, at }] of told) {
    if (!isEmpty(value)) add('hardware', 'other', linesOf(APPLE_BOOK, name, 'text', value, kit), at);
  }
  return tabs;
}

/** The newest word on each key: what came with the registration stands until an inventory says it again. */
function toldOf({ authenticate, information, security, at, ...document }: AppleDocument): Map<string, Told> {
  const registered = document.state === 'pending' ? document.lastSeenAt : document.enrolledAt;
  const parts = [
    { values: authenticate, at: at.authenticate ?? registered ?? undefined },
    { values: information, at: at.information },
    { values: security, at: at.security },
  ];
  return new Map(
    parts.flatMap((part) =>
      Object.entries(part.values).map(([key, value]): [string, Told] => [key, { value, at: part.at }]),
    ),
  );
}

/** Takes what the reader looks for first out of the objects it stands in. */
function lift(told: Map<string, Told>): Map<string, Told> {
  for (const { name } of APPLE_FIELDS) {
    const [outer = '', inner] = name.split('.', 2);
    const found = told.get(outer);
    if (inner === undefined || found === undefined || !isItem(found.value)) continue;
    const { [inner]: value, ...rest } = found.value;
    if (value === undefined) continue;
    told.set(outer, { ...found, value: rest });
    told.set(name, { ...found, value });
  }
  return told;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (isItem(value) && Object.keys(value).length === 0);
}

const NEARLY_FULL = 0.9;
const NEARLY_EMPTY = 0.2;

function storageLine(told: ReadonlyMap<string, Told>, kit: WriteKit): Line | null {
  const total = told.get('DeviceCapacity')?.value;
  const free = told.get('AvailableDeviceCapacity')?.value;
  if (typeof total !== 'number' || typeof free !== 'number' || total <= 0 || free < 0) return null;
  const written = {
    free: kit.format.bytes(free * 1e9),
    total: kit.format.bytes(total * 1e9),
  };
  const meter = Math.max(0, 1 - free / total);
  return {
    label: kit.t('apple.storage'),
    text: kit.t('part.freeOf', written),
    meter,
    ...(meter > NEARLY_FULL ? { tone: 'warn' as const } : {}),
  };
}

function signed(name: string, value: unknown, line: Line, document: AppleDocument): Line {
  if (name === 'OSVersion' && typeof value === 'string') {
    return { ...line, ...osName({ platform: applePlatformOf(document), osVersion: value }) };
  }
  const good = GOOD_WHEN[name];
  if (good !== undefined && typeof value === 'boolean') {
    return { ...line, tone: value === good ? 'good' : 'warn' };
  }
  if (name === 'IsMDMLostModeEnabled' && value === true) return { ...line, tone: 'bad' };
  if (name !== 'BatteryLevel' || typeof value !== 'number' || value < 0) return line;
  return { ...line, meter: Math.min(1, value), ...(value < NEARLY_EMPTY ? { tone: 'warn' as const } : {}) };
}
