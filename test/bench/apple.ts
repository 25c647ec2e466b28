import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../scripts/process.ts';
import { enrollFleet, type Fleet } from '../devices/apple/fleet.ts';
import { signedIdle } from '../devices/apple/idle.ts';
import { freePorts } from '../support/listener/fixture.ts';
import { type Figure, limitFigure, median, rateFigure, round } from './figure.ts';
import { withFolder } from './muster.ts';

const DEVICES = Number(process.env.MUSTER_DEVICES ?? 10_000);
/** The first of them, with which speed is measured. */
const FIRST = 250;
/** With which the program is warmed up. */
const WARM = 50;
const AT_ONCE = 32;
const ROUNDS = 5;
const ROUND_MS = 3000;
const LEAST_SHARE = 0.6;
const MOST_MAIN_MS = 10;
const MOST_GROWTH = 1.3;

/** How fast devices come in and are answered, and that ten thousand of them lose nothing. */
export async function benchApple(): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const server = await startServer(folder);
    const floor = await startFloor(folder, await server.ask('where', whereSchema));
    try {
      const where = await server.ask('where', whereSchema);
      const warm = await timedFleet(server, where.root, 0, WARM);
      const small = await timedFleet(server, where.root, WARM, FIRST);
      // With their inventories told, they have nothing to say but that they are idle.
      for (const { fleet } of [warm, small]) await fleet.all((device) => device.connect());
      const idle = await idleFigure(small.fleet, where, floor.port);
      const early = await server.ask('cost', costSchema);
      const many = await timedFleet(server, where.root, FIRST, DEVICES);
      const fleets = [warm, small, many].map(({ fleet }) => fleet);
      return [idle, enrollFigure(small), await ordersFigure(server, fleets, early)];
    } finally {
      await Promise.all([server.end(), end(floor.child)]);
    }
  });
}

const whereSchema = z.object({
  devicesPort: z.number(),
  root: z.string(),
  key: z.string(),
  chain: z.string(),
});
type Where = z.infer<typeof whereSchema>;
const costSchema = z.object({ mainMs: z.number(), heapMB: z.number(), rssMB: z.number() });
const tallySchema = z.object({ acknowledged: z.number(), orders: z.number(), active: z.number() });

interface Server {
  ask<Answer>(what: string, answer: z.ZodType<Answer>): Promise<Answer>;
  end(): Promise<void>;
}

interface Timed {
  fleet: Fleet;
  seconds: number;
  /** What the server’s main thread was at work, in ms of its processor. */
  mainMs: number;
}

/** Devices by number, each registered with a profile of its own. */
async function timedFleet(server: Server, authority: string, from: number, to: number): Promise<Timed> {
  const before = await server.ask('cost', costSchema);
  const begin = performance.now();
  const fleet = await enrollFleet({
    count: to - from,
    roots: [authority],
    atOnce: AT_ONCE,
    each: (index) => ({ seed: `bench ${from + index}` }),
    profileFor: async () => Buffer.from(await server.ask('profile', z.string()), 'base64'),
  });
  const seconds = (performance.now() - begin) / 1000;
  const after = await server.ask('cost', costSchema);
  return { fleet, seconds, mainMs: after.mainMs - before.mainMs };
}

function enrollFigure({ seconds, mainMs }: Timed): Figure {
  const figure = limitFigure('main thread for one enrollment', mainMs / (FIRST - WARM), null, MOST_MAIN_MS);
  // The devices’ own cryptography runs on the other core, and is most of the time.
  return { ...figure, enrollmentsPerSecond: round((FIRST - WARM) / seconds), enrollments: FIRST - WARM };
}

/** Idle check-ins a second, over those of the bare server. */
async function idleFigure(fleet: Fleet, where: Where, floorPort: number): Promise<Figure> {
  const messages = fleet.devices.map(signedIdle);
  const own: number[] = [];
  const bare: number[] = [];
  // The first round warms both up.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const theirs = await idleRate(messages, floorPort, where.root);
    const mine = await idleRate(messages, where.devicesPort, where.root);
    if (turn === 0) continue;
    bare.push(theirs);
    own.push(mine);
  }
  const figure = rateFigure('idle check-ins', median(own), median(bare), LEAST_SHARE);
  return { ...figure, rounds: ROUNDS, atOnce: AT_ONCE };
}

type Message = ReturnType<typeof signedIdle>;

async function idleRate(messages: readonly Message[], port: number, authority: string): Promise<number> {
  // From so many addresses: what one of them may ask for in a minute is not what is measured.
  const agents = Array.from(
    { length: AT_ONCE },
    (_, n) =>
      new Agent({
        keepAlive: true,
        maxSockets: 1,
        ca: authority,
        servername: 'localhost',
        localAddress: `127.0.1.${n + 1}`,
      }),
  );
  const begin = performance.now();
  let answered = 0;
  const one = async (first: number): Promise<void> => {
    for (let n = first; performance.now() - begin < ROUND_MS; n += AT_ONCE) {
      const message = messages[n % messages.length];
      if (message === undefined) throw new Error('no devices');
      const agent = agents[first];
      if (agent !== undefined) await putIdle(agent, port, message);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => one(n)));
  const seconds = (performance.now() - begin) / 1000;
  for (const agent of agents) agent.destroy();
  return answered / seconds;
}

async function putIdle(agent: Agent, port: number, { body, headers }: Message): Promise<void> {
  const asked = request({
    host: '127.0.0.1',
    port,
    path: '/mdm/connect',
    method: 'PUT',
    agent,
    headers: { ...headers, host: `localhost:${port}`, 'content-length': body.length },
  });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`idle was answered with ${answer.statusCode}`);
}

/** Every device takes its orders; none may be lost, and memory may not grow with their number. */
async function ordersFigure(
  server: Server,
  fleets: readonly Fleet[],
  early: z.infer<typeof costSchema>,
): Promise<Figure> {
  const ordered = await server.ask('order', z.number());
  for (const fleet of fleets) await fleet.all((device) => device.connect());
  const late = await server.ask('cost', costSchema);
  const { acknowledged, orders, active } = await server.ask('tally', tallySchema);
  const growth = late.heapMB / early.heapMB;
  return {
    name: `${DEVICES} devices with three orders each: heap over that of ${FIRST} devices`,
    ours: round(late.heapMB),
    floor: round(early.heapMB),
    ratio: round(growth),
    unit: 'MB',
    target: `≤ ${MOST_GROWTH}, all ${ordered} orders and all inventories acknowledged`,
    ok: growth <= MOST_GROWTH && acknowledged === orders && active === DEVICES,
    orders,
    acknowledged,
    active,
    residentMB: round(late.rssMB),
  };
}

async function startServer(folder: string): Promise<Server> {
  const child = fork(path.join(root, 'test/bench/apple-server.ts'), [path.join(folder, 'data')]);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ready = Promise.withResolvers<unknown>();
  waiting.set(0, ready);
  const answerSchema = z.object({ id: z.number(), value: z.unknown(), error: z.string().optional() });
  child.on('message', (message) => {
    const { id, value, error } = answerSchema.parse(message);
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(error));
  });
  child.once('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`the server ended with ${code}`));
  });
  let last = 0;
  await ready.promise;
  return {
    ask: async (what, answer) => {
      const id = ++last;
      const one = Promise.withResolvers<unknown>();
      waiting.set(id, one);
      child.send({ id, what });
      return answer.parse(await one.promise);
    },
    end: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function startFloor(
  folder: string,
  { key, chain }: Where,
): Promise<{ child: ChildProcess; port: number }> {
  const [port = 0] = await freePorts(1);
  const child = spawn(process.execPath, [path.join(root, 'test/bench/apple-floor.ts')], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify({ key, chain, port, folder }));
  const { stdout } = child;
  if (stdout === null) throw new Error('the process has no output');
  const ended = once(child, 'exit').then(() => {
    throw new Error('the bare server did not start');
  });
  await Promise.race([once(stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return { child, port };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
