import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { fileWithin } from '../../../electron/app/file-within.ts';

let root: string;
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'muster-serve-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  root = join(base, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(base, 'renderer-secrets'));
  writeFileSync(join(root, 'index.html'), 'page');
  writeFileSync(join(root, 'assets', 'a b.js'), 'script');
  writeFileSync(join(base, 'secret.txt'), 'secret');
  writeFileSync(join(base, 'renderer-secrets', 'key'), 'secret');
  symlinkSync(join(base, 'secret.txt'), join(root, 'link.txt'));
});

describe('what the page may load', () => {
  it('finds files of the renderer, with escapes in their names', async () => {
    expect(await fileWithin(root, '/index.html')).toMatch(/index\.html$/);
    expect(await fileWithin(root, '/assets/a%20b.js')).toMatch(/a b\.js$/);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/../renderer-secrets/key',
    '/link.txt',
    '/nothing.html',
    '/%',
    '/',
    '/index.html%00.js',
  ])('gives nothing for %s', async (path) => {
    expect(await fileWithin(root, path)).toBeNull();
  });
});
