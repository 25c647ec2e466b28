import { createRecent } from '../../model/recent.ts';

/** Pages as the bytes to be sent, kept while they are asked for. */
export interface Stills {
  /** `key` names everything the page depends on. */
  get(key: readonly unknown[], draw: () => string): Buffer;
}

/** A page takes up to twelve kilobytes. */
const MOST = 256;

/** An empty collection. */
export function createStills(): Stills {
  const recent = createRecent<Buffer>(MOST);
  return { get: (key, draw) => recent(JSON.stringify(key), () => Buffer.from(draw())) };
}
