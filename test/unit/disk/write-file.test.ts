import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { writeFileAtomically } from '../../../electron/disk/write-file.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-file-'));
  file = join(folder, 'keyslot.json');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

it('replaces the content and leaves nothing beside it', async () => {
  await writeFileAtomically(file, 'old');
  await writeFileAtomically(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['keyslot.json']);
});

it.skipIf(process.platform === 'win32')('lets nobody but the owner read it', async () => {
  await writeFileAtomically(file, 'new');
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('keeps the old content when the process is killed just before the rename, and recovers', async () => {
  writeFileSync(file, 'old');
  const module = new URL('../../../electron/disk/write-file.ts', import.meta.url).href;
  const program = `
    const { writeFileAtomically } = await import(${JSON.stringify(module)});
    await writeFileAtomically(${JSON.stringify(file)}, 'new', () => process.kill(process.pid, 'SIGKILL'));`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  expect(signal).toBe('SIGKILL');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toContain('keyslot.json.tmp');
  await writeFileAtomically(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['keyslot.json']);
});

it.each([
  ['ENOSPC', 'disk_full'],
  ['EROFS', 'folder_read_only'],
  ['EACCES', 'folder_read_only'],
  ['EIO', 'file_unwritable'],
])('tells %s as %s, with the file, and keeps the old content', async (code, expected) => {
  writeFileSync(file, 'old');
  const failing = () => Promise.reject(Object.assign(new Error(code), { code }));
  await expect(writeFileAtomically(file, 'new', failing)).rejects.toMatchObject({
    code: expected,
    details: { path: file },
  });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['keyslot.json']);
});

it('tells a target that cannot be replaced', async () => {
  mkdirSync(join(file, 'occupied'), { recursive: true });
  await expect(writeFileAtomically(file, 'new')).rejects.toMatchObject({ code: 'file_unwritable' });
});
