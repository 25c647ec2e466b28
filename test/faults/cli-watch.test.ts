import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoOrganisation } from '../../electron/demo/server.ts';
import { cliEnvironment, muster } from '../support/cli.ts';
import { PROGRAM } from '../support/program.ts';
import { openTestStore } from '../support/store-fixtures.ts';

it('a watch goes on when another program syncs just now', async () => {
  const org = await startDemoOrganisation({ devices: 50, frozen: true });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muster-watch-'));
  onTestFinished(async () => {
    await org.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const key = path.join(dataDir, 'key.json');
  writeFileSync(key, JSON.stringify(await org.serviceAccountKey()));
  await muster(dataDir, ['workspace', 'create', 'Riverside']);
  const account = ['--service-account', key, '--subject', org.adminEmail];
  const roots = ['--api-root', org.apiRoot, '--auth-root', org.authRoot];
  expect((await muster(dataDir, ['connect', 'google', ...account, ...roots])).code).toBe(0);

  const [id = ''] = readdirSync(path.join(dataDir, 'workspaces'));
  const store = await openTestStore(path.join(dataDir, 'workspaces', id, 'muster.db'));
  onTestFinished(() => store.close());
  const connection = await store.connections.google();
  const name = `sync:${connection?.id}`;
  const lease = { name, owner: 'another', pid: process.pid, now: Date.now(), ttlMs: 300_000 };
  expect(await store.leases.acquire(lease)).toBe(true);
  expect(await muster(dataDir, ['sync'])).toMatchObject({ code: 4 });

  const child = spawn(process.execPath, [PROGRAM.cli, 'sync', '--watch'], { env: cliEnvironment(dataDir) });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const waits = new Promise<string>((resolve) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Next sync at')) resolve('waits for its next turn');
    });
  });
  expect(await Promise.race([waits, ended])).toBe('waits for its next turn');
  child.kill('SIGINT');
  expect(await ended).toBe(4);
});
