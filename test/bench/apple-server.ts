import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { isLoopbackHost } from '../../electron/model/listener.ts';
import { freePorts } from '../support/listener/fixture.ts';
import { openConsole } from './muster.ts';

/** Muster as a server for devices, in a process of its own over the folder in the first argument; it answers each message. */
const askedSchema = z.object({
  id: z.number(),
  what: z.enum(['where', 'profile', 'order', 'tally', 'cost']),
});

/** The orders that each device is given. */
const ORDERS = ['DeviceInformation', 'SecurityInfo', 'ProfileList'] as const;
const AT_ONCE = 500;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const console = await openConsole(process.argv[2] ?? '', { serves: true });
const { register, apple, store, users, recorder } = console.need();
const [peoplePort = 0, devicesPort = 0] = await freePorts(2);
const settings = { ...(await register.listener.settings()), peoplePort, devicesPort };
if (!isLoopbackHost(settings.host)) throw new Error('a benchmark listens to nobody else');
await register.listener.save(settings);
await register.listener.switchTo(true);
const ada = { displayName: 'Ada', userName: 'ada', email: 'ada@example.org', language: null, notes: null };
const { id: userId } = await users.add(ada);

async function deviceIds(): Promise<string[]> {
  const sort = { column: 'serial', direction: 'ascending' } as const;
  return await store.devices.ids({ query: { filter: {}, sort }, offset: 0, limit: 100_000 });
}

/** Queues every order for every device. */
async function order(): Promise<number> {
  const ids = await deviceIds();
  const at = Date.now();
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const orders = ids.slice(first, first + AT_ONCE).flatMap((deviceId, place) =>
      ORDERS.map((type) => ({
        uuid: `bench-${type}-${first + place}`,
        deviceId,
        guid: '',
        order: { type },
        sealed: null,
        purpose: 'action' as const,
        bundle: `bench-${type}-${first + place}`,
        enrolledAt: null,
      })),
    );
    const { refused } = await store.apple.enqueue({ orders, at });
    if (Object.keys(refused).length > 0) throw new Error('orders were refused');
  }
  return ids.length * ORDERS.length;
}

const ANSWERS = {
  where: async () => {
    const { pem } = await register.pki.root();
    const { key, chain } = await register.pki.server({ source: 'own', names: ['localhost', '127.0.0.1'] });
    return { devicesPort, root: pem, key, chain, actor: recorder.draft('apple.profile', null, {}).actor };
  },
  profile: async () => Buffer.from((await apple.enrollment.profileFor(userId)).bytes).toString('base64'),
  order,
  tally: async () => {
    const all = { deviceId: null, offset: 0, limit: 1 };
    const [done, whole] = await Promise.all([
      store.apple.orders({ ...all, states: ['acknowledged'] }),
      store.apple.orders({ ...all, states: null }),
    ]);
    return { acknowledged: done.total, orders: whole.total, ...(await apple.counts()) };
  },
  cost: async () => {
    if (typeof collect === 'function') collect();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.threadCpuUsage();
    return { mainMs: (user + system) / 1000, heapMB: heapUsed / 1e6, rssMB: rss / 1e6 };
  },
};

process.on('message', (message) => {
  const { id, what } = askedSchema.parse(message);
  const answer: Promise<unknown> = ANSWERS[what]();
  answer.then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => void console.close().then(() => process.exit(0)));
process.send?.({ id: 0, value: null });
