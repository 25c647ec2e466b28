import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cliEnvironment, muster } from '../support/cli.ts';
import { freePorts } from '../support/listener/fixture.ts';
import { type OpenSsl, openSsl } from '../support/pki/openssl.ts';
import { PROGRAM } from '../support/program.ts';

const NAME = 'register.riverside.example';

it('a server brings its certificate before it listens, and the next one while it does', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muster-certificate-'));
  const openssl = await openSsl();
  onTestFinished(async () => {
    await openssl.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const file = path.join(dataDir, 'server.pem');
  const bring = async (...more: string[]) => {
    await selfSign(openssl, file);
    return muster(dataDir, ['certificate', 'bring', file, ...more]);
  };
  await muster(dataDir, ['workspace', 'create', 'Riverside']);
  const refused = await bring();
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.err).toContain(NAME);
  expect(await bring('--name', NAME)).toMatchObject({ code: 0 });
  const [people, devices] = await freePorts(2);
  const ports = ['--port', String(people), '--devices-port', String(devices)];
  const child = spawn(process.execPath, [PROGRAM.cli, 'listen', ...ports], { env: cliEnvironment(dataDir) });
  const ended = once(child, 'exit');
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain(`https://${NAME}:${people}/go`);
  expect(await bring()).toMatchObject({ code: 0 });
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

/** Writes a new certificate and its key into this file. */
async function selfSign(openssl: OpenSsl, file: string): Promise<void> {
  const subject = `-subj /CN=${NAME} -addext subjectAltName=DNS:${NAME}`;
  await openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${file} -out ${file} -days 30 ${subject}`);
}
