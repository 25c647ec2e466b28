import { isDict, type PlistDict, type PlistValue, plistToJson } from '../../../../model/apple/plist.ts';
import type { InventoryPart } from '../../../../model/apple/record.ts';
import type { DeviceReport } from '../../../../store/contract/apple.ts';

/** Where each answer has its part of the inventory (Apple, mdm/commands, response keys). */
const DICTS = [
  ['QueryResponses', 'information'],
  ['SecurityInfo', 'security'],
] as const satisfies readonly (readonly [string, InventoryPart])[];
const LISTS = [
  ['ProfileList', 'profiles'],
  ['InstalledApplicationList', 'applications'],
  ['CertificateList', 'certificates'],
] as const satisfies readonly (readonly [string, InventoryPart])[];

/** The part of the inventory an answer brings; null when it brings none, or one that cannot be kept. */
export function inventoryOf(message: PlistDict): DeviceReport['inventory'] {
  for (const [key, part] of DICTS) {
    const value = message[key];
    if (isDict(value)) return { part, value: keptDict(value) };
  }
  for (const [key, part] of LISTS) {
    const value = message[key];
    if (Array.isArray(value)) return { part, value: value.filter((item) => isDict(item)).map(keptDict) };
  }
  return null;
}

/** What a dictionary says, as it can be kept; a value that cannot be is left out alone. */
export function keptDict(dict: PlistDict): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(dict).flatMap(([key, value]) => {
      const kept = keep(value);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

function keep(value: PlistValue): unknown {
  try {
    return plistToJson(value);
  } catch {
    // A date no calendar has.
    return undefined;
  }
}
