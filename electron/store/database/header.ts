import { closeSync, openSync, readSync } from 'node:fs';

const MAGIC = 'SQLite format 3\0';
const BYTES = 32;

/** How long a file should be by its own header (sqlite.org/fileformat.html); null when it is no database. */
export function lengthByHeader(file: string): number | null {
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(BYTES);
    if (readSync(handle, header, 0, BYTES, 0) < BYTES) return null;
    if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
    const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    return header.readUInt32BE(28) * pageBytes;
  } finally {
    closeSync(handle);
  }
}
