/** Pages that are the same for all who ask, kept as the bytes to be sent. */
export interface Stills {
  get(key: string, draw: () => string): Buffer;
}

/** Beyond this many the settings have changed meanwhile, and all are drawn anew. */
const MOST = 64;

/** An empty collection. A key names everything its page depends on. */
export function createStills(): Stills {
  const kept = new Map<string, Buffer>();
  return {
    get: (key, draw) => {
      const found = kept.get(key);
      if (found !== undefined) return found;
      if (kept.size >= MOST) kept.clear();
      const drawn = Buffer.from(draw());
      kept.set(key, drawn);
      return drawn;
    },
  };
}
