/**
 * A property list in memory. Dictionaries have no prototype. Whole numbers beyond 2^53 are bigint; dates are whole seconds
 * in XML.
 */
export type PlistValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | PlistValue[]
  | { [key: string]: PlistValue };

export type PlistDict = { [key: string]: PlistValue };

/** How a property list is kept as JSON: data as `{"$data": base64}`, dates as `{"$date": ISO 8601}`, great numbers as text. */
export type PlistJson = string | number | boolean | null | PlistJson[] | { [key: string]: PlistJson };

/** True for a dictionary. */
export function isDict(value: PlistValue | undefined): value is PlistDict {
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

/** See PlistJson. */
export function plistToJson(value: PlistValue): PlistJson {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $data: base64(value) };
  if (Array.isArray(value)) return value.map(plistToJson);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plistToJson(inner)]));
  }
  // JSON has no infinite numbers; a property list may.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

/** Without Node’s Buffer: the model is pure. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
