import type { AppleDocument } from '../../../../../electron/bridge/domain';
import { type Item, type Line, linesOf } from '../lines';
import { plistData } from '../plist-value';
import type { WriteKit } from '../write';
import { APPLE_BOOK } from './book';
import { LIST_KINDS } from './fields';

/** A text of an item that may not have it. */
export function textOf(item: Item, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = item[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** The other keys of an item, each with its own name. */
export function restOf(item: Item, shown: readonly string[], kit: WriteKit): Line[] {
  return Object.entries(item).flatMap(([key, value]) =>
    shown.includes(key) || value === ''
      ? []
      : linesOf(APPLE_BOOK, key, LIST_KINDS[key] ?? 'text', value, kit),
  );
}

/** An installed app, as its list shows it. `bytes` is what it takes with its data; null where it does not say. */
export interface InstalledApp {
  key: string;
  name: string;
  identifier: string | null;
  version: string | null;
  bytes: number | null;
  managed: boolean;
  installing: boolean;
  update: boolean;
  item: Item;
}

/** What an app’s line shows already. */
export const APP_KEYS = ['Name', 'Identifier', 'ShortVersion', 'BundleSize', 'DynamicSize'] as const;

/** The installed apps by name that hold all these words. */
export function appsOf({ applications }: AppleDocument, words: string, language: string): InstalledApp[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
  return applications
    .map(appOf)
    .filter(({ name, identifier }) => {
      const text = `${name} ${identifier ?? ''}`.toLowerCase();
      return sought.every((word) => text.includes(word));
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, language));
}

function appOf(item: Item, place: number): InstalledApp {
  const identifier = textOf(item, 'Identifier');
  const { BundleSize, DynamicSize } = item;
  const sizes = [BundleSize, DynamicSize].filter((size) => typeof size === 'number');
  return {
    key: `${identifier ?? ''} ${place}`,
    name: textOf(item, 'Name', 'Identifier') ?? '',
    identifier,
    version: textOf(item, 'ShortVersion', 'Version'),
    bytes: sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0),
    managed: item.Source === 'Declarative Device Management' || item.IsManaged === true,
    installing: item.Installing === true,
    update: item.HasUpdateAvailable === true,
    item,
  };
}

/** A certificate on the device; `pem` is what it wrote of it. */
export interface ListedCertificate {
  key: string;
  name: string;
  identity: boolean;
  pem: string | null;
  item: Item;
}

/** The certificates, identities first. */
export function certificatesOf({ certificates }: AppleDocument): ListedCertificate[] {
  return certificates
    .map((item, place) => ({
      key: String(place),
      name: textOf(item, 'CommonName') ?? '',
      identity: item.IsIdentity === true,
      pem: pemOf(plistData(item.Data)),
      item,
    }))
    .toSorted((one, other) => Number(other.identity) - Number(one.identity));
}

const LINE = /.{1,64}/g;

/** PEM of a DER in base64 (RFC 7468). */
function pemOf(base64: string | null): string | null {
  const lines = base64?.match(LINE);
  if (lines == null) return null;
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
