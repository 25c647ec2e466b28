import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { openPreferences } from '../../../electron/workspaces/preferences.ts';
import { createRegistry, type Registry } from '../../../electron/workspaces/registry.ts';

let dataDir: string;
let registry: Registry;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-workspaces-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  registry = createRegistry(dataDir, { clock: systemClock, random: systemRandom });
});

describe('workspaces', () => {
  it('are found again by another start', async () => {
    const made = await registry.create({ name: ' Riverside ', kind: 'organisation', demo: null });
    const again = createRegistry(dataDir, { clock: systemClock, random: systemRandom });
    expect(await again.list()).toEqual([{ ...made, name: 'Riverside' }]);
  });

  it('refuse a name that is taken, whatever its case', async () => {
    await registry.create({ name: 'Riverside', kind: 'organisation', demo: null });
    const second = registry.create({ name: 'RIVERSIDE', kind: 'organisation', demo: null });
    await expect(second).rejects.toMatchObject({
      code: 'workspace_name_taken',
      details: { name: 'RIVERSIDE' },
    });
    expect(await registry.list()).toHaveLength(1);
  });

  it('survive a damaged neighbour, which is left alone', async () => {
    const made = await registry.create({ name: 'Sound', kind: 'organisation', demo: null });
    mkdirSync(join(dataDir, 'workspaces', 'broken'));
    writeFileSync(join(dataDir, 'workspaces', 'broken', 'workspace.json'), '{"id": ');
    expect(await registry.list()).toEqual([made]);
  });

  it('are not doubled by a copy of a folder, nor led astray by a strange id in one', async () => {
    const made = await registry.create({ name: 'Original', kind: 'organisation', demo: null });
    const root = join(dataDir, 'workspaces');
    cpSync(join(root, made.id), join(root, `${made.id} (copy)`), { recursive: true });
    mkdirSync(join(root, 'strange'));
    writeFileSync(join(root, 'strange', 'workspace.json'), JSON.stringify({ ...made, id: '../..' }));
    expect(await registry.list()).toEqual([made]);
    await expect(registry.remove('../..')).rejects.toMatchObject({ code: 'workspace_not_found' });
  });

  it('that cannot be listed are not taken for none', async () => {
    writeFileSync(join(dataDir, 'workspaces'), 'a file where the folder should be');
    await expect(registry.list()).rejects.toMatchObject({ code: 'file_unreadable' });
  });

  it('can be deleted, and say so when there is nothing to delete', async () => {
    const made = await registry.create({ name: 'Gone', kind: 'organisation', demo: null });
    await registry.remove(made.id);
    expect(await registry.list()).toEqual([]);
    await expect(registry.remove(made.id)).rejects.toMatchObject({ code: 'workspace_not_found' });
  });
});

describe('preferences', () => {
  it('are remembered, and fall back to the standard when the file is damaged', async () => {
    const file = join(dataDir, 'preferences.json');
    await (await openPreferences(file)).set({ language: 'fr', density: 'compact' });
    expect((await openPreferences(file)).get()).toMatchObject({
      language: 'fr',
      density: 'compact',
      theme: 'system',
    });
    writeFileSync(file, 'not json');
    expect((await openPreferences(file)).get()).toMatchObject({ language: 'system', density: 'normal' });
  });

  it('chosen at the same moment are all remembered', async () => {
    const file = join(dataDir, 'preferences.json');
    const preferences = await openPreferences(file);
    await Promise.all([
      preferences.set({ language: 'fr' }),
      preferences.set({ theme: 'dark' }),
      preferences.set({ lastWorkspaceId: 'w1' }),
    ]);
    const all = { language: 'fr', theme: 'dark', lastWorkspaceId: 'w1' };
    expect(preferences.get()).toMatchObject(all);
    expect((await openPreferences(file)).get()).toMatchObject(all);
  });
});
