import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/process.ts';
import { presentRuntime } from '../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../scripts/sandbox.ts';
import { type Desk, openDesk } from './support/desk.ts';
import type { Person } from './support/person.ts';

/** A memory disk of this size at a fresh folder, or null where this account may not mount one. */
function mountDisk(megabytes: number): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
  rmSync(folder, { recursive: true });
}

const probe = mountDisk(1);
if (probe !== null) unmount(probe);

describe('when the cache file or its disk gives out', () => {
  let desk: Desk;
  let admin: Person;
  const main = () => admin.window.getByRole('main');
  const press = (key: string) =>
    main()
      .getByRole('button', { name: admin.say(key), exact: true })
      .click();
  const devices = () => desk.ask('devices.count', { filter: {} });
  const storeFile = (): string => {
    const folder = path.join(desk.dataDir, 'workspaces');
    return path.join(folder, readdirSync(folder)[0] ?? '', 'muster.db');
  };
  const sync = async (): Promise<void> => {
    await admin.openGoogle();
    await press('google:page.sync');
    await main().getByText(admin.say('google:status.active'), { exact: true }).waitFor({ timeout: 60_000 });
  };
  const restart = async (between: () => void): Promise<void> => {
    await desk.quit();
    between();
    await desk.start();
    admin = desk.admin();
  };

  it('rebuilds a damaged file, tells what was saved and where the old one lies, and syncs the rest again', async () => {
    desk = await openDesk();
    admin = desk.admin();
    await admin.exploreDemo();
    await admin.connectGoogle();
    await admin.syncNow();
    await restart(() => smash(storeFile()));
    const banner = () =>
      admin.window.getByText(
        /^The cache file was damaged and has been rebuilt: .* devices? w(as|ere) saved\./,
      );
    const words = await banner().innerText();
    const [, kept = ''] = /The damaged file is kept at (.*)\.$/.exec(words) ?? [];
    expect(existsSync(kept)).toBe(true);
    const saved = await devices();
    expect(words.replaceAll(/\s/g, '')).toContain(`${saved}devices`);
    expect(saved).toBeGreaterThan(1000);
    expect(saved).toBeLessThan(2500);
    await admin.window.getByRole('button', { name: admin.say('common:banner.showFile') }).waitFor();
    await sync();
    expect(await devices()).toBe(2500);
    await desk.quit();
    await desk.start();
    admin = desk.admin();
    await admin.goTo('devices');
    await admin.window.locator('[data-row-index]').first().waitFor();
    expect(await banner().count()).toBe(0);
  });

  it('leaves the file of a newer version alone, says what to do, and lets other workspaces be opened', async () => {
    await desk.quit();
    const file = storeFile();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    const before = fingerprint(file);
    await desk.start();
    admin = desk.admin();
    const name = 'Riverside Schools';
    const alert = admin.window
      .getByRole('alert')
      .filter({ hasText: admin.say('common:banner.unopened', { name }) });
    await alert.getByText(admin.say('errors:store_newer_version', { version: '99' })).waitFor();
    await alert.getByRole('button', { name: admin.say('common:banner.tryAgain') }).click();
    await alert.getByText(admin.say('errors:store_newer_version', { version: '99' })).waitFor();
    await admin.goTo('settings');
    await press('settings:workspaces.create');
    const dialog = admin.window.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Another school');
    await dialog.getByRole('button', { name: admin.say('common:dialog.create.submit') }).click();
    await main()
      .getByText(admin.say('start:next.title', { name: 'Another school' }))
      .waitFor();
    await alert.waitFor({ state: 'hidden' });
    await desk.quit();
    expect(fingerprint(file)).toBe(before);
    await desk.clear();
  });

  describe.skipIf(probe === null)('on a disk of its own', () => {
    let disk: string;
    afterEach(() => unmount(disk));

    it('names a full disk, keeps the cache readable, and goes on once there is room', async () => {
      disk = mountDisk(96) ?? '';
      const filler = path.join(disk, 'filler');
      desk = await openDesk({ dataDir: disk });
      admin = desk.admin();
      await admin.exploreDemo();
      await admin.connectGoogle();
      await fill(filler);
      await admin.openGoogle();
      await press('google:page.sync');
      await admin.window
        .getByText(/^The disk is full|the local cache could not be written/)
        .first()
        .waitFor();
      await rm(filler);
      await sync();
      expect(await devices()).toBe(2500);
      await fill(filler);
      await admin.goTo('devices');
      await admin.window.locator('[data-row-index]').first().waitFor();
      await rm(filler);
      await desk.quit();
    });

    it('says at start that the folder cannot be written', async () => {
      disk = mountDisk(8) ?? '';
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const runtime = await presentRuntime();
      const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
      const program = spawn(runtime.electronPath, [...switches, root], {
        env: {
          ...process.env,
          MUSTER_DATA_DIR: path.join(disk, 'data'),
          LANGUAGE: 'en',
          LC_ALL: 'en_US.UTF-8',
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const gone = once(program, 'exit');
      let said = '';
      for await (const line of createInterface({ input: program.stderr })) {
        if (!line.includes('MUSTER_DATA_DIR')) continue;
        said = line;
        break;
      }
      program.kill('SIGKILL');
      await gone;
      expect(said).toContain(`Muster may not write to ${path.join(disk, 'data')}`);
    });
  });
});

/** Bad sectors: the root of the list of runs, and twenty pages of the fleet. */
function smash(file: string): void {
  const db = new Database(file, { readonly: true });
  const rootPage = db
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'sync_runs'")
    .pluck()
    .get();
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const handle = openSync(file, 'r+');
  for (const [page, count] of [
    [rootPage ?? 0, 1],
    [200, 20],
  ] as const) {
    writeSync(handle, Buffer.alloc(count * pageBytes, 0xa5), 0, count * pageBytes, (page - 1) * pageBytes);
  }
  closeSync(handle);
}

function fingerprint(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Writes a file until its disk has no room left. */
async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(64 * 1024);
  for (;;) {
    try {
      await writeFile(file, block, { flag: 'a' });
    } catch {
      return;
    }
  }
}
