import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/process.ts';
import { presentRuntime } from '../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../scripts/sandbox.ts';

const question = "new Database(':memory:').prepare('SELECT sqlite_version() AS version').get().version";
const files = {
  'package.json': JSON.stringify({ name: 'fixture', version: '1.2.3', type: 'module', main: 'main.js' }),
  'main.js': `
    import { createRequire } from 'node:module';
    import { Worker } from 'node:worker_threads';
    import Database, { SqliteError } from 'better-sqlite3';
    import { app } from 'electron';
    const required = createRequire(import.meta.url)('better-sqlite3');
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: 'kept' });
    worker.once('message', async (fromWorker) => {
      const main = { version: ${question}, same: required === Database, error: typeof SqliteError };
      console.log(JSON.stringify({ main, fromWorker, app: [app.getVersion(), app.isPackaged] }));
      await worker.terminate();
      app.quit();
    });
    worker.once('error', (error) => { console.error(error); app.exit(1); });
  `,
  'worker.js': `
    import { createRequire } from 'node:module';
    import { parentPort, workerData } from 'node:worker_threads';
    const Database = createRequire(import.meta.url)('better-sqlite3');
    parentPort.postMessage({ version: ${question}, workerData });
  `,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muster-fixture-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the store’s native module loads in the runtime, on the main thread and in a worker', async () => {
  const runtime = await presentRuntime();
  const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
  const { stdout } = await promisify(execFile)(runtime.electronPath, [...switches, folder]);
  const answer: unknown = JSON.parse(stdout);
  expect(answer).toEqual({
    main: { version: expect.stringMatching(/^3\./), same: true, error: 'function' },
    fromWorker: { version: expect.stringMatching(/^3\./), workerData: 'kept' },
    app: ['1.2.3', false],
  });
});
