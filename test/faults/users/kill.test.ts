import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mulberry } from '../../bench/store-fleet.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { BY_NAME } from '../../support/user-fixtures.ts';

const CHILD = fileURLToPath(new URL('./support/import-child.ts', import.meta.url));
const PEOPLE = 600;
/** About what an import of so many takes, in ms. */
const IMPORT_MS = 160;
/** More with `MUSTER_KILLS`. */
const KILLS = Number(process.env.MUSTER_KILLS ?? 6);

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Lets the child end some imports and kills it at some moment of the next; answers the last one it told of. */
async function killAfter(imports: number, ms: number, way: string): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [CHILD, file(), String(PEOPLE), way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  let told = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line.slice('import '.length));
    count += 1;
    if (count < imports) continue;
    const until = performance.now() + ms;
    while (performance.now() < until);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    break;
  }
  return told;
}

it.each([
  'directory',
  'list',
])('a kill while a %s is imported leaves all of an import or nothing', async (way) => {
  const random = mulberry(way.length);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const told = await killAfter(1 + Math.floor(random() * 2), random() * IMPORT_MS, way);
    const store = await openTestStore(file());
    expect(store.condition.kind).toBe('sound');
    expect(await store.checkIntegrity()).toEqual([]);
    const versions = new Map<string, number>();
    for await (const batch of store.users.stream({ query: { filter: {}, sort: BY_NAME } }))
      for (const { displayName } of batch) versions.set(displayName, (versions.get(displayName) ?? 0) + 1);
    const audit = await store.audit.list({ filter: { deeds: ['users.imported'] }, before: null, limit: 500 });
    const done = audit.rows.length;
    expect(done).toBeGreaterThanOrEqual(told);
    if (way === 'directory') {
      expect([...versions]).toEqual([[`v${done}`, PEOPLE]]);
      expect((await store.users.imports())[0]?.result?.at).toBe(T0 + done);
    } else {
      // The names of earlier imports stay as these left them.
      expect(versions.get(`v${done}`)).toBe(PEOPLE + 1);
      expect(versions.size).toBe(done);
    }
    expect((await store.audit.verify()).broken).toBeNull();
    await store.close();
  }
});
