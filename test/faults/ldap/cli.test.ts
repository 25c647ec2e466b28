import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { muster } from '../../support/cli.ts';
import { crowd, UNITS } from '../../support/ldap/people.ts';
import { BASE, READER, startLdapServer } from '../../support/ldap/server.ts';

it('the command line tries a directory out, keeps what works, and forgets it', async () => {
  const server = await startLdapServer(`${UNITS}\n${crowd(20)}`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muster-ldap-cli-'));
  onTestFinished(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });
  const authority = path.join(dataDir, 'authority.pem');
  const password = path.join(dataDir, 'password');
  writeFileSync(authority, server.authority.pem);
  writeFileSync(password, `${READER.password}\n`);
  const where = ['--kind', 'openldap', '--host', 'localhost', '--authority', authority];
  const who = ['--port', String(server.port), '--bind-dn', READER.dn, '--base-dn', BASE];
  const connect = (more: string[], env: Record<string, string>) =>
    muster(dataDir, ['connect', 'ldap', ...where, ...who, ...more], env);

  await muster(dataDir, ['workspace', 'create', 'Riverside']);
  const wrong = await connect([], { MUSTER_LDAP_PASSWORD: 'a wrong one' });
  expect(wrong.code).toBe(4);
  expect(wrong.out + wrong.err).not.toContain('a wrong one');
  const tried = await connect(['--dry-run'], { MUSTER_LDAP_PASSWORD: READER.password });
  expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('20 users found') });
  const kept = await connect(['--json', '--password-file', password], {});
  expect(JSON.parse(kept.out)).toMatchObject({ tested: { users: 20 }, saved: { users: 0 } });
  expect(await muster(dataDir, ['disconnect', 'ldap', '--yes'])).toMatchObject({ code: 0 });
});
