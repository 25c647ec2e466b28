import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { remoteControl } from '../../../electron/demo/commands.ts';
import { startDemoInWorker } from '../../../electron/demo/host.ts';
import { startDemoOrganisation } from '../../../electron/demo/server.ts';
import { type Report, reportSchema } from '../../../electron/demo/wire.ts';
import { PROGRAM } from '../../support/program.ts';

const workerUrl = PROGRAM.demoWorker;
const main = fileURLToPath(new URL('../../../electron/demo/main.ts', import.meta.url));

describe('an organisation in a thread of its own', () => {
  it('has the same addresses, key and control as one in this thread', async () => {
    const hosted = await startDemoInWorker({ workerUrl, options: { devices: 40, seed: 'thread' } });
    const local = await startDemoOrganisation({ devices: 40, seed: 'thread' });
    expect(hosted.clientId).toBe(local.clientId);
    expect((await hosted.serviceAccountKey()).private_key).toBe(
      (await local.serviceAccountKey()).private_key,
    );
    expect(await hosted.control.deviceIds()).toEqual(local.control.deviceIds());
    expect(await hosted.control.addDevices(2)).toEqual(local.control.addDevices(2));
    await hosted.control.setFault({ name: 'serverError', endpoint: 'certs', times: 1 });
    expect((await fetch(`${hosted.authRoot}/oauth2/v3/certs`)).status).toBe(503);
    expect(await hosted.control.struck('serverError')).toBe(1);
    await local.stop();
    await hosted.stop();
  });

  it('says what is wrong with a command, and when the thread is gone', async () => {
    const hosted = await startDemoInWorker({ workerUrl, options: { devices: 5 } });
    await expect(hosted.control.moveDevice('nobody', '/Staff')).rejects.toMatchObject({ code: 'not_found' });
    await hosted.stop();
    await expect(hosted.control.count()).rejects.toMatchObject({ code: 'demo_failed' });
  });

  it('says that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startDemoInWorker({ workerUrl, options: { port } })).rejects.toMatchObject({
      code: 'port_in_use',
      details: { port },
    });
    server.close();
  });
});

/** Starts `main.ts` with these arguments; `next` gives its lines one by one. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Report> =>
    reportSchema.parse(JSON.parse((await lines.next()).value ?? 'null'));
  return { child, next };
}

describe('an organisation as a process of its own', () => {
  it('prints its addresses, obeys commands, and ends with its input', async () => {
    const { child, next } = start(
      '--devices',
      '30',
      '--fault',
      'name=rateLimit,endpoint=certs,retryAfterSeconds=4',
    );
    const ready = await next();
    const authRoot = 'ready' in ready ? ready.ready.authRoot : '';
    const limited = await fetch(`${authRoot}/oauth2/v3/certs`);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '4']);
    const control = remoteControl(async (method, args) => {
      child.stdin.write(`${JSON.stringify({ id: 1, method, args })}\n`);
      const report = await next();
      return 'result' in report ? report.result : undefined;
    });
    expect(await control.removeDevices(4)).toHaveLength(4);
    expect(await control.count()).toBe(26);
    child.stdin.write('{"id":2,"method":"format"}\n');
    expect(await next()).toMatchObject({ id: 2, error: { code: 'unknown_method' } });
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  it('says why it cannot start', async () => {
    const { child, next } = start('--devices', 'many');
    const ended = once(child, 'exit');
    expect(await next()).toHaveProperty('failed');
    expect(await ended).toEqual([1, null]);
  });
});
