import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifySecret } from '../../../electron/registration/secrets/scrypt.ts';
import { MAILER, type MailServer, startMailServer } from '../../support/mail/server.ts';
import { openBrowser } from '../../support/served/browser.ts';
import { type Invited, inviteAll } from '../../support/served/invited.ts';
import { type Program, startListening, startProgram } from '../../support/served/program.ts';
import { addPeople, makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { openTestStore, temporaryFolder } from '../../support/store-fixtures.ts';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const PASSWORD = 'a quiet lantern in harbour';

/** Resolves when a program has said this on its error stream. */
async function told({ child, errors }: Program, words: string): Promise<void> {
  while (!errors().includes(words)) await once(child.stderr ?? child, 'data');
}

describe.runIf(isRoot)('a disk that is full', () => {
  const folder = temporaryFolder();
  const disk = `${folder.path}/disk`;
  let server: MailServer;
  let workspace: ServedWorkspace;
  let zoe: Invited;
  beforeAll(async () => {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]);
    server = await startMailServer();
    const mail = { connection: server.connection(), password: MAILER.password };
    workspace = await makeServedWorkspace({ people: ['zoe@school.example'], mail, dataDir: disk });
    const [one] = await workspace.inside(inviteAll);
    if (one === undefined) throw new Error('nobody');
    zoe = one;
  });
  afterAll(async () => {
    execFileSync('umount', [disk]);
    folder.remove();
    await server.stop();
  });

  const fill = (): void => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 4)) {
      try {
        for (;;) writeFileSync(`${disk}/ballast`, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // There is no room for so much; perhaps for less.
      }
    }
  };
  const makeRoom = (): void => rmSync(`${disk}/ballast`, { force: true });
  const activePin = async () => {
    const store = await openTestStore(`${workspace.folder}/muster.db`);
    return await store.pins.active(zoe.userId).finally(store.close);
  };

  it('shows no PIN that it has not kept, and the one before stays good', async () => {
    fill();
    const program = startProgram(workspace, ['invite', 'pin', zoe.userName, '--json']);
    expect(await program.ended).toBe(1);
    makeRoom();
    expect(program.lines.join()).toContain('disk_full');
    expect(program.lines.join()).not.toMatch(/"pin"/);
    expect(await verifySecret(zoe.pin, (await activePin())?.hash ?? null)).toBe(true);
  });

  it('lets nobody in, sets no password, and spends no PIN; with room, all goes on', async () => {
    const program = await startListening(workspace);
    const browser = openBrowser(workspace);
    fill();
    expect((await browser.send(`/i/${zoe.link}`, { pin: zoe.pin })).status).toBe(500);
    expect(browser.cookies.size).toBe(0);
    makeRoom();
    expect((await browser.send(`/i/${zoe.link}`, { pin: zoe.pin })).headers.location).toBe('/next');
    fill();
    const set = () => browser.send('/next/password', { password: PASSWORD, repeat: PASSWORD });
    const refused = await set();
    expect(refused.status).toBe(500);
    expect(refused.body).toContain('This did not work');
    expect(refused.body).not.toMatch(/disk|SQLite/i);
    makeRoom();
    expect(await activePin()).toMatchObject({ state: 'active' });
    expect((await set()).headers.location).toBe('/next');
    expect(await activePin()).toBeNull();
    expect(
      (await openBrowser(workspace).send(`/i/${zoe.link}`, { password: PASSWORD })).headers.location,
    ).toBe('/next');
    browser.close();
    expect(await program.stop()).toBe(0);
  });

  it('sends no mail it could not note, and notes one that is sent as soon as there is room', async () => {
    await workspace.inside(({ users }) => addPeople(users, ['al@school.example']));
    const invite = (...names: string[]) => startProgram(workspace, ['invite', 'send', ...names, '--json']);
    const queued = startProgram(workspace, ['invite', 'send', 'al@school.example', '--no-wait', '--json']);
    expect(await queued.ended).toBe(0);
    fill();
    const none = invite('al@school.example');
    expect(await none.ended).toBe(1);
    expect(server.mails).toHaveLength(0);
    makeRoom();

    server.mood.recipient = () => {
      fill();
      return null;
    };
    const program = invite('al@school.example');
    await told(program, 'could not be written');
    makeRoom();
    server.mood.recipient = null;
    expect(await program.ended, program.errors()).toBe(0);
    expect(JSON.parse(program.lines.at(-1) ?? '')).toMatchObject({ sent: { sent: 1, unknown: 0 } });
    expect(server.mails.map(({ to }) => to)).toEqual([['al@school.example']]);
  });
});
