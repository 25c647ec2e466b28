import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { root } from '../../scripts/process.ts';
import { keptHere } from '../support/user-fixtures.ts';
import { costFigure, type Figure, median, percentile, round } from './figure.ts';
import { openConsole, PASSPHRASE, withFolder } from './muster.ts';

const RATE = 200;
const ROUNDS = 7;
const ROUND_MS = 3000;
/** Requests come from so many addresses, each with a connection of its own, as people’s do. */
const PEOPLE = 100;
const MOST_TIMES = 2;

interface Target {
  port: number;
  authority: string;
}

/**
 * The 95th percentile of a page’s time at 200 requests a second, over a bare Fastify server that returns the same bytes
 * under the same certificate. Both are processes of their own, asked in turn.
 */
export async function benchPortal(): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const { link, key, cert, authority, ports } = await prepare(folder);
    const listening = startListener(folder, ports);
    const ours: Target = { port: ports.people, authority };
    await lineOf(listening, /open/);
    const pages: Record<string, string> = {};
    for (const page of ['/go', link]) pages[page] = (await ask(ours, page, 0, new Agent(AGENT))).body;
    const bare = startFloor({ key, cert, port: ports.floor, pages });
    await lineOf(bare, /listening/);
    try {
      const floor: Target = { port: ports.floor, authority };
      return [
        await compare('portal sign-in page at 200 requests/s, p95', ours, floor, '/go'),
        await compare('portal invitation page at 200 requests/s, p95', ours, floor, link),
      ];
    } finally {
      await Promise.all([end(listening), end(bare)]);
    }
  });
}

async function compare(name: string, ours: Target, floor: Target, page: string): Promise<Figure> {
  const own: number[][] = [];
  const bare: number[][] = [];
  // The first round warms both up.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const theirs = await load(floor, page);
    const mine = await load(ours, page);
    if (turn === 0) continue;
    bare.push(theirs);
    own.push(mine);
  }
  // One round in which the machine was busy with something else decides nothing.
  const p95 = (rounds: readonly number[][]): number => median(rounds.map((times) => percentile(times, 0.95)));
  const figure = costFigure(name, p95(own), p95(bare), 'ms', MOST_TIMES);
  const medians = { median: round(median(own.flat())), floorMedian: round(median(bare.flat())) };
  return { ...figure, requests: own.flat().length, rounds: ROUNDS, ...medians };
}

const AGENT = { keepAlive: true, maxSockets: 1 };

/** Requests at their times, whatever became of those before: waiting for an answer would hide a slow server. */
async function load(target: Target, page: string): Promise<number[]> {
  const agents = Array.from({ length: PEOPLE }, () => new Agent(AGENT));
  await Promise.all(agents.map((agent, n) => ask(target, page, n, agent)));
  const asked: Promise<number>[] = [];
  const total = (RATE * ROUND_MS) / 1000;
  const { promise, resolve } = Promise.withResolvers<void>();
  const begin = performance.now();
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * RATE));
    while (asked.length < due) {
      const n = asked.length % PEOPLE;
      asked.push(ask(target, page, n, agents[n] ?? new Agent(AGENT)).then(({ ms }) => ms));
    }
    if (asked.length < total) return;
    clearInterval(timer);
    resolve();
  }, 1);
  await promise;
  const times = await Promise.all(asked);
  for (const agent of agents) agent.destroy();
  return times;
}

async function ask({ port, authority }: Target, page: string, person: number, agent: Agent) {
  const begin = performance.now();
  const asked = request({
    host: '127.0.0.1',
    port,
    path: page,
    agent,
    ca: authority,
    servername: 'localhost',
    localAddress: `127.0.1.${person + 1}`,
    headers: { host: `localhost:${port}`, 'accept-language': 'en' },
  });
  asked.end();
  const [answer] = await once(asked, 'response');
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  if (answer.statusCode !== 200) throw new Error(`${page} answered ${answer.statusCode}`);
  return { ms: performance.now() - begin, body: Buffer.concat(pieces).toString() };
}

/** A workspace with an invitation and a certificate. */
async function prepare(folder: string) {
  const console = await openConsole(folder);
  try {
    const { store, register, recorder } = console.need();
    await store.users.put({
      users: [keptHere('ada', { email: 'ada@example.org' })],
      audit: recorder.draft('users.added', null, {}),
    });
    const ports = { people: await freePort(), devices: await freePort(), floor: await freePort() };
    const settings = await register.listener.settings();
    await register.listener.save({ ...settings, peoplePort: ports.people, devicesPort: ports.devices });
    const { key, chain } = await register.pki.server({ source: 'own', names: ['localhost', '127.0.0.1'] });
    const { pem } = await register.pki.root();
    const { ids } = await register.invitations.create(
      { users: { ids: ['id-ada'] }, send: 'later', again: false },
      () => undefined,
      new AbortController().signal,
    );
    const { url } = await register.invitations.link(ids[0] ?? '');
    return { link: new URL(url).pathname, key, cert: chain, authority: pem, ports };
  } finally {
    await console.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function startListener(
  folder: string,
  { people, devices }: { people: number; devices: number },
): ChildProcess {
  const program = path.join(root, 'electron/cli.ts');
  const args = [
    program,
    '--data-dir',
    folder,
    'listen',
    '--port',
    `${people}`,
    '--devices-port',
    `${devices}`,
  ];
  return spawn(process.execPath, args, {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', MUSTER_VAULT_PASSPHRASE: PASSPHRASE },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function startFloor(given: object): ChildProcess {
  const child = spawn(process.execPath, [path.join(root, 'test/bench/portal-floor.ts')], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify(given));
  return child;
}

async function lineOf(child: ChildProcess, wanted: RegExp): Promise<void> {
  const lines = createInterface({ input: stdoutOf(child) });
  for await (const line of lines) if (wanted.test(line)) break;
  // What is told later is of no interest, and must not fill the pipe.
  stdoutOf(child).resume();
}

function stdoutOf({ stdout }: ChildProcess): Readable {
  if (stdout === null) throw new Error('the process has no output');
  return stdout;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
