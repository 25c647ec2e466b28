/** A parsed `fields` mask: the wanted fields, each with the wanted fields below it; `null` wants everything. */
export type Mask = Map<string, Mask> | null;

/**
 * Reads a partial-response mask such as `nextPageToken,chromeosdevices(deviceId,recentUsers/email)`.
 * Returns undefined when its syntax is wrong.
 */
export function parseMask(text: string): Mask | undefined {
  const reader = { text, at: 0 };
  const mask = readList(reader);
  return reader.at === text.length ? mask : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readList(reader: Reader): Mask | undefined {
  const list: Map<string, Mask> = new Map();
  for (;;) {
    const name = /^[A-Za-z0-9_*]+/.exec(reader.text.slice(reader.at))?.[0];
    if (name === undefined) return undefined;
    reader.at += name.length;
    const below = readBelow(reader);
    if (below === undefined) return undefined;
    list.set(name, merge(list, name, below));
    if (reader.text[reader.at] !== ',') return list.has('*') ? null : list;
    reader.at++;
  }
}

function readBelow(reader: Reader): Mask | undefined {
  const next = reader.text[reader.at];
  if (next === '/') {
    reader.at++;
    const name = /^[A-Za-z0-9_*]+/.exec(reader.text.slice(reader.at))?.[0];
    if (name === undefined) return undefined;
    reader.at += name.length;
    const below = readBelow(reader);
    return below === undefined ? undefined : name === '*' ? below : new Map([[name, below]]);
  }
  if (next !== '(') return null;
  reader.at++;
  const list = readList(reader);
  if (list === undefined || reader.text[reader.at] !== ')') return undefined;
  reader.at++;
  return list;
}

function merge(list: Map<string, Mask>, name: string, below: Mask): Mask {
  const before = list.get(name);
  if (before === undefined) return below;
  return before === null || below === null ? null : new Map([...before, ...below]);
}

/** Keeps of a JSON value what the mask wants. */
export function applyMask(value: unknown, mask: Mask): unknown {
  if (mask === null || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => applyMask(item, mask));
  const kept = Object.entries(value).filter(([name]) => mask.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, applyMask(item, mask.get(name) ?? null)]));
}
