import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { muster } from '../../support/cli.ts';
import { MAILER, startMailServer } from '../../support/mail/server.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'muster-input-'));
  await muster(dataDir, ['workspace', 'create', 'Riverside']);
  await muster(dataDir, ['users', 'add', '--user-name', 'eve', '--name', 'Eve']);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('what cannot be done is refused, with its name and what is wanted', () => {
  it.each([
    ['invite link eve', 'eve has no invitation yet'],
    ['invite resend eve', 'eve has no invitation yet'],
    ['registration set terms.de=x', '“terms.de”'],
    ['registration set toString=1', '“toString”'],
    ['listen --name a_b', 'one such as register.example.org is wanted'],
    ['listen --interface eth0', 'one of this computer is wanted'],
    ['listen --port 8444', 'people and devices need a port each'],
  ])('muster %s', async (line, told) => {
    const { code, err } = await muster(dataDir, line.split(' '));
    expect(err).toContain(told);
    expect(code).toBe(2);
  });
});

it('invitations whose mails do not go out are no success, sent or sent again', async () => {
  const server = await startMailServer({ security: 'none' });
  onTestFinished(server.stop);
  const { host, port } = server.connection();
  const at = ['--host', host, '--port', String(port), '--security', 'none', '--from', 'a@example.org'];
  const connect = ['connect', 'mail', ...at, '--user', MAILER.user];
  const run = async (...args: string[]) =>
    (await muster(dataDir, args, { MUSTER_MAIL_PASSWORD: MAILER.password })).code;
  expect(await run(...connect)).toBe(0);
  const email = ['--email', 'ada@example.org'];
  expect(await run('users', 'add', '--user-name', 'ada', '--name', 'Ada', ...email)).toBe(0);
  // The name is kept, though nothing listens there.
  expect(await run('listen', '--name', '192.0.2.7', '--interface', '192.0.2.250')).toBe(4);
  expect(await run('invite', 'send', 'eve')).toBe(3);
  expect(await run('invite', 'send', 'ada')).toBe(0);
  await server.down();
  expect(await run('invite', 'resend', 'ada')).toBe(3);
});
