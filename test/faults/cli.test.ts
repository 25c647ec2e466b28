import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoOrganisation, startDemoOrganisation } from '../../electron/demo/server.ts';
import { muster } from '../support/cli.ts';

let org: DemoOrganisation;
let dataDir: string;
let keyFile: string;
/** Data folders as the first commands leave them, made once by these commands and copied. */
const made = { workspace: '', connected: '', synced: '' };

beforeAll(async () => {
  org = await startDemoOrganisation({ devices: 700, frozen: true });
  dataDir = await newFolder();
  expect((await muster(dataDir, ['workspace', 'create', 'Riverside'])).code).toBe(0);
  made.workspace = copyOf(dataDir);
  expect((await connect()).code).toBe(0);
  made.connected = copyOf(dataDir);
  expect(await muster(dataDir, ['sync'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('700 devices seen'),
  });
  made.synced = dataDir;
});
afterAll(async () => {
  await org.stop();
  for (const folder of Object.values(made)) rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  dataDir = await newFolder();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function newFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-cli-'));
  keyFile = path.join(folder, 'key.json');
  writeFileSync(keyFile, JSON.stringify(await org.serviceAccountKey()));
  return folder;
}

function copyOf(folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'muster-cli-made-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The folder of this test becomes as it is after these commands. */
function begin(from: keyof typeof made): void {
  cpSync(made[from], dataDir, { recursive: true });
}

const roots = (): string[] => ['--api-root', org.apiRoot, '--auth-root', org.authRoot];
const connect = (subject = org.adminEmail, file = keyFile) =>
  muster(dataDir, ['connect', 'google', '--service-account', file, '--subject', subject, ...roots()]);

/** Answers with the JSON a command printed. */
async function json(...args: string[]): Promise<unknown> {
  return JSON.parse((await muster(dataDir, [...args, '--json'])).out);
}

function storeFile(): string {
  const root = path.join(dataDir, 'workspaces');
  return path.join(root, readdirSync(root)[0] ?? '', 'muster.db');
}

describe('the command line, from nothing to an exported fleet', () => {
  it('having created, connected and synced, lists, exports and disconnects, with codes a script can rely on', async () => {
    begin('synced');
    expect(await json('status')).toMatchObject({ google: { status: 'active', devices: 700, expected: 700 } });
    expect(await json('devices', 'list', '--limit', '0')).toMatchObject({ total: 700 });
    const target = path.join(dataDir, 'fleet.csv');
    expect((await muster(dataDir, ['devices', 'export', '--output', target])).code).toBe(0);
    expect(readFileSync(target, 'utf8').trim().split('\r\n')).toHaveLength(701);
    expect((await muster(dataDir, ['disconnect', 'google'])).code).toBe(2);
    expect((await muster(dataDir, ['disconnect', 'google', '--yes'])).code).toBe(0);
    expect(await json('status')).toMatchObject({ google: null });
    expect(await json('devices', 'list')).toMatchObject({ total: 0 });
  });

  it('tells an incomplete run apart, and keeps the earlier list', async () => {
    begin('synced');
    org.control.setFault({ name: 'missingNextToken', atPage: 1 });
    const cut = await muster(dataDir, ['sync']);
    org.control.clearFault();
    expect(cut.code).toBe(3);
    expect(cut.out).toContain('the earlier list is kept');
    expect(await json('devices', 'list')).toMatchObject({ total: 700 });
  });

  it('says offline, and still lists what it has', async () => {
    begin('synced');
    await org.setOnline(false);
    const offline = await muster(dataDir, ['sync']);
    expect(offline.code).toBe(5);
    expect(await json('devices', 'list')).toMatchObject({ total: 700 });
    await org.setOnline(true);
  });

  it('never stores a secret in clear', async () => {
    begin('connected');
    const files = readdirSync(path.join(dataDir, 'workspaces'), { recursive: true, withFileTypes: true });
    for (const entry of files.filter((file) => file.isFile())) {
      const content = readFileSync(path.join(entry.parentPath, entry.name), 'latin1');
      expect(content).not.toMatch(/BEGIN (RSA )?PRIVATE KEY|private_key/);
    }
  });
});

describe('bad input is named, with its way out, and loses nothing', () => {
  it.each([
    ['file', 'not JSON'],
    ['type', JSON.stringify({ type: 'authorized_user' })],
    [
      'private_key',
      '{"type":"service_account","project_id":"p","private_key":"no","client_email":"a@b.iam.gserviceaccount.com","client_id":"1","token_uri":"https://oauth2.googleapis.com/token"}',
    ],
  ])('a broken key file: %s', async (field, content) => {
    begin('workspace');
    writeFileSync(keyFile, content);
    const english = await connect();
    expect(english.code).toBe(2);
    expect(english.err).toContain(field);
    const french = await muster(
      dataDir,
      ['connect', 'google', '--service-account', keyFile, '--subject', 'a@b.fr'],
      { LC_ALL: 'fr_FR.UTF-8' },
    );
    expect(french.err).toContain(field);
    expect(french.err).not.toBe(english.err);
    expect(await json('status')).toMatchObject({ google: null });
  });

  it('a key file that is not there', async () => {
    begin('workspace');
    const missing = await connect(org.adminEmail, path.join(dataDir, 'nowhere.json'));
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('nowhere.json');
  });

  it.each(['nobody', 'stranger@riverside.example'])('a wrong subject: %s', async (subject) => {
    begin('workspace');
    const wrong = await connect(subject);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain(subject);
  });

  it('an address that is neither https nor this machine', async () => {
    begin('workspace');
    const args = [
      'connect',
      'google',
      '--service-account',
      keyFile,
      '--subject',
      org.adminEmail,
      '--api-root',
      'http://proxy.example/',
    ];
    const refused = await muster(dataDir, args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('http://proxy.example/');
  });

  it('another organisation on reconnect', async () => {
    begin('connected');
    const other = await startDemoOrganisation({
      devices: 10,
      seed: 'elsewhere',
      domain: 'elsewhere.example',
      customerId: 'C0other',
    });
    const otherKey = path.join(dataDir, 'other.json');
    writeFileSync(otherKey, JSON.stringify(await other.serviceAccountKey()));
    const args = [
      'connect',
      'google',
      '--service-account',
      otherKey,
      '--subject',
      other.adminEmail,
      '--api-root',
      other.apiRoot,
      '--auth-root',
      other.authRoot,
    ];
    const refused = await muster(dataDir, args);
    await other.stop();
    expect(refused.code).toBe(4);
    expect(refused.err).toContain('C0other');
    expect(await json('status')).toMatchObject({ google: { connection: { customerId: org.customerId } } });
  });

  it('a port that is in use', async () => {
    const refused = await muster(dataDir, ['demo', '--port', String(org.port)]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(String(org.port));
  });

  it.each([
    [['devices', 'list', '--limit', 'many']],
    [['devices', 'list', '--offset', '-1']],
    [['sync', 'runs', '--limit', '1.5']],
    [['workspace', 'demo', '--devices', '3000000']],
    [['demo', '--port', '70000']],
  ])('a number that is none, or out of range: muster %j', async (args) => {
    const { code, err } = await muster(dataDir, args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('whole number') });
    expect(existsSync(path.join(dataDir, 'workspaces'))).toBe(false);
  });

  it('a demo organisation whose key cannot be written ends', async () => {
    const nowhere = path.join(dataDir, 'no-such-folder', 'key.json');
    const { code, err } = await muster(dataDir, ['demo', '--devices', '10', '--key-file', nowhere]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(nowhere) });
  });

  it('a wrong passphrase', async () => {
    begin('connected');
    const wrong = await muster(dataDir, ['sync'], { MUSTER_VAULT_PASSPHRASE: 'another passphrase' });
    expect(wrong.code).toBe(4);
    expect(wrong.err).toContain('passphrase');
    expect((await muster(dataDir, ['sync'])).code).toBe(0);
  });

  it('no keychain and no passphrase', async () => {
    begin('workspace');
    const args = ['connect', 'google', '--service-account', keyFile, '--subject', org.adminEmail, ...roots()];
    const refused = await muster(dataDir, args, { MUSTER_VAULT_PASSPHRASE: '' });
    expect(refused.code).toBe(4);
    expect(refused.err).toContain('MUSTER_VAULT_PASSPHRASE');
  });

  it('a database of a newer version, left untouched', async () => {
    begin('connected');
    const database = new Database(storeFile());
    database.pragma('user_version = 9999');
    database.close();
    const before = readFileSync(storeFile());
    const refused = await muster(dataDir, ['status']);
    expect(refused.code).toBe(4);
    expect(refused.err).not.toBe('');
    expect(readFileSync(storeFile()).equals(before)).toBe(true);
  });

  it('a damaged database: set aside, salvaged, and synced again', async () => {
    begin('synced');
    const size = readFileSync(storeFile()).length;
    truncateSync(storeFile(), Math.floor(size / 2 / 4096) * 4096);
    writeFileSync(storeFile(), Buffer.alloc(4096, 0x5a), { flag: 'r+' });
    const after = await muster(dataDir, ['status']);
    expect([0, 3, 4]).toContain(after.code);
    expect(readdirSync(path.dirname(storeFile())).filter((name) => /damaged|aside/.test(name))).not.toEqual(
      [],
    );
    if (JSON.stringify(await json('status')).includes('"google":null')) await connect();
    expect((await muster(dataDir, ['sync'])).code).toBe(0);
    expect(await json('devices', 'list')).toMatchObject({ total: 700 });
  });
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a data folder that cannot be written',
  () => {
    let folder: string;
    beforeEach(() => {
      folder = path.join(dataDir, 'mounted');
      mkdirSync(folder);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2500k', 'tmpfs', folder]);
    });
    afterEach(() => {
      execFileSync('umount', [folder]);
    });

    it('a full disk: said with the folder, and what was there stays readable', async () => {
      expect((await muster(folder, ['workspace', 'create', 'Riverside'])).code).toBe(0);
      const args = [
        'connect',
        'google',
        '--service-account',
        keyFile,
        '--subject',
        org.adminEmail,
        ...roots(),
      ];
      expect((await muster(folder, args)).code).toBe(0);
      const full = await muster(folder, ['sync']);
      expect(full.code).not.toBe(0);
      expect(`${full.out}${full.err}`).toMatch(/disk|cache could not be written/i);
      expect((await muster(folder, ['devices', 'list', '--limit', '1'])).code).toBe(0);
    });

    it('a read-only folder: said with its path', async () => {
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      const refused = await muster(folder, ['workspace', 'create', 'Riverside']);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(folder);
      expect(existsSync(path.join(folder, 'workspaces'))).toBe(false);
    });
  },
);
