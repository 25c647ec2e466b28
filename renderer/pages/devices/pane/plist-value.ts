/** The time of a property list’s date as it is kept in JSON (`{"$date": ISO 8601}`), ms UTC; null for anything else. */
export function plistDate(value: unknown): number | null {
  const text = only(value, '$date');
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** The base64 of a property list’s data as it is kept in JSON (`{"$data": base64}`); null for anything else. */
export function plistData(value: unknown): string | null {
  return only(value, '$data');
}

/** How many bytes some base64 stands for. */
export function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

/** True for a date or data: an object in JSON, one value in a property list. */
export function isPlistScalar(value: unknown): boolean {
  return plistDate(value) !== null || plistData(value) !== null;
}

function only(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0 || entry[0] !== key) return null;
  return typeof entry[1] === 'string' ? entry[1] : null;
}
