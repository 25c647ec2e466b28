import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ensureFolder } from '../../../electron/disk/ensure-folder.ts';

it('makes the folder, or names the place where it cannot be made', () => {
  const base = mkdtempSync(path.join(tmpdir(), 'muster-folder-'));
  ensureFolder(path.join(base, 'data', 'window'));
  expect(existsSync(path.join(base, 'data', 'window'))).toBe(true);
  ensureFolder(path.join(base, 'data', 'window'));
  writeFileSync(path.join(base, 'file'), '');
  const inFile = path.join(base, 'file', 'window');
  expect(() => ensureFolder(inFile)).toThrow(
    expect.objectContaining({ code: 'file_unwritable', details: expect.objectContaining({ path: inFile }) }),
  );
  rmSync(base, { recursive: true });
});
