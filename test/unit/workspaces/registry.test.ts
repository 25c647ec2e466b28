import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { openPreferences } from '../../../electron/workspaces/preferences.ts';
import { createRegistry, type Registry } from '../../../electron/workspaces/registry.ts';

let dataDir: string;
let registry: Registry;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-workspaces-'));
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
});
