import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { type CliResult, muster } from '../../support/cli.ts';

let org: DemoOrganisation;
let dataDir: string;

beforeAll(async () => {
  org = await startDemoOrganisation({ devices: 700, frozen: true });
});
afterAll(() => org.stop());
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'muster-users-'));
  expect((await run('workspace', 'create', 'Riverside')).code).toBe(0);
});
afterEach(() => {
  org.control.clearFault();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<CliResult> => muster(dataDir, args);
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
function list(...lines: string[]): string {
  const file = path.join(dataDir, 'list.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
}

it('adds, changes, shows and removes a user', async () => {
  expect((await run('users', 'add', '--email', 'jo@example.org')).code).toBe(2);
  const added = await json('users', 'add', '--email', 'jo@example.org', '--name', 'Jo', '--notes', 'n');
  expect(added).toMatchObject({ userName: 'jo@example.org', displayName: 'Jo', notes: 'n', source: 'local' });
  expect((await run('users', 'add', '--user-name', 'JO@example.org', '--name', 'X')).code).toBe(2);
  const changed = await json('users', 'change', 'jo@example.org', '--language', 'fr', '--notes', '');
  expect(changed).toMatchObject({ id: added.id, displayName: 'Jo', language: 'fr', notes: null });
  expect(await json('users', 'show', added.id)).toMatchObject({ language: 'fr' });
  expect((await run('users', 'show', 'nobody')).code).toBe(2);
  expect((await run('users', 'remove', 'jo@example.org')).code).toBe(2);
  expect((await run('users', 'remove', 'jo@example.org', '--yes')).code).toBe(0);
  expect(await json('users', 'list')).toEqual({ total: 0, offset: 0, users: [] });
});

it('imports a list only when told to, and what it exports can be imported again in either language', async () => {
  const file = list('email,name', 'a@example.org,=A', 'b@example.org,', 'c@example.org,C');
  const looked = await run('users', 'import', file, '--dry-run', '--json');
  expect(looked.code).toBe(2);
  expect(JSON.parse(looked.out)).toMatchObject({ preview: { added: 2, faulty: 1 }, rows: [{}, {}, {}] });
  expect((await run('users', 'import', file, '--yes')).code).toBe(2);
  expect(await json('users', 'list')).toMatchObject({ total: 0 });
  const kept = await run('users', 'import', file, '--yes', '--leave-out-faulty');
  expect(kept).toMatchObject({ code: 3, out: expect.stringContaining('2 added') });
  expect(await json('users', 'list', '--sort', '-userName')).toMatchObject({
    users: [{ userName: 'c@example.org' }, { displayName: '=A' }],
  });
  for (const LC_ALL of ['en_US.UTF-8', 'fr_FR.UTF-8']) {
    const target = path.join(dataDir, 'users.csv');
    expect((await muster(dataDir, ['users', 'export', '--output', target], { LC_ALL })).code).toBe(0);
    expect(readFileSync(target, 'utf8').trim().split('\r\n')).toHaveLength(3);
    const again = await json('users', 'import', target, '--dry-run');
    expect(again.preview).toMatchObject({ added: 0, changed: 0, same: 2, faulty: 0 });
  }
});

it('imports Google’s people, with codes a script can rely on, and lets them go with the connection', async () => {
  expect((await run('users', 'sync', 'google')).code).toBe(2);
  expect((await run('users', 'sync', 'ldap')).code).toBe(2);
  expect((await run('users', 'sync', 'elsewhere')).code).toBe(2);
  const key = path.join(dataDir, 'key.json');
  writeFileSync(key, JSON.stringify(await org.serviceAccountKey()));
  const roots = ['--api-root', org.apiRoot, '--auth-root', org.authRoot];
  await run('connect', 'google', '--service-account', key, '--subject', org.adminEmail, ...roots);
  await json('users', 'add', '--email', org.adminEmail, '--name', 'Me', '--notes', 'mine');
  expect(await json('users', 'sync', 'google')).toMatchObject({ seen: 630, added: 629, joined: 1, gone: 0 });
  expect(await json('users', 'show', org.adminEmail)).toMatchObject({ source: 'google', notes: 'mine' });
  org.control.setFault({ name: 'forbidden', endpoint: 'users', atPage: 2 });
  expect((await run('users', 'sync', 'google')).code).toBe(4);
  expect(await json('users', 'list', '--source', 'google')).toMatchObject({ total: 630 });
  expect((await run('disconnect', 'google')).err).toContain('629 imported users');
  expect((await run('disconnect', 'google', '--yes')).code).toBe(0);
  expect(await json('users', 'list')).toMatchObject({
    total: 1,
    users: [{ userName: org.adminEmail, source: 'local', notes: 'mine' }],
  });
});
