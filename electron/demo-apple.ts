import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoApple } from './demo/service.ts';
import type { PushOverview } from './model/apple/push.ts';
import { MusterError } from './model/errors.ts';
import { isLoopbackHost } from './model/listener.ts';
import type { User } from './model/user.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** Which devices people of the demo organisation have, one after another. */
const KINDS = [
  { model: 'iphone', supervised: true, thing: 'iPhone' },
  { model: 'ipad', supervised: true, thing: 'iPad' },
  { model: 'mac', supervised: false, thing: 'MacBook' },
  { model: 'iphone', supervised: false, thing: 'iPhone' },
] as const;
const PEOPLE = ['Camille Martin', 'Noah Bernard', 'Inès Moreau', 'Lucas Petit', 'Jade Laurent', 'Hugo Simon'];
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

type Parts = Pick<OpenWorkspace, 'demo' | 'register' | 'apple' | 'push' | 'users'>;

/** Lets Apple’s stand-in of the demo organisation issue the push certificate. Throws `not_available` elsewhere. */
export async function issueDemoPush(parts: Parts): Promise<PushOverview> {
  const apple = await openApple(parts);
  const { push } = parts;
  const { pem } = await push.request();
  const certificate = await apple.issue(pem, await push.topic());
  const { handle } = push.pick([{ name: 'demo-push.pem', bytes: Buffer.from(certificate) }]);
  return await push.bring({ handle, password: null, appleId: null, replaceTopic: false });
}

/**
 * Has people of the demo organisation install the profile on devices of theirs, one after another, through the real listener;
 * it is switched on for that. Where there are fewer people than devices, some have two. Throws `not_available` elsewhere, `demo_failed` when a device gives up, and what the listener throws.
 */
export async function registerDemoApple(parts: Parts, count: number, signal: AbortSignal): Promise<number> {
  const { listener } = parts.register;
  const apple = await openApple(parts);
  if (!listener.on) await listener.switchTo(true);
  const people = await owners(parts, count);
  let registered = 0;
  const there = (await apple.devices()).length;
  for (let place = 0; place < count; place++) {
    const owner = people[place % people.length];
    if (owner === undefined || signal.aborted) return registered;
    const { id, displayName } = owner;
    const kind = KINDS[(there + place) % KINDS.length] ?? KINDS[0];
    const { bytes } = await parts.apple.enrollment.profileFor(id);
    await apple.register({
      profile: Buffer.from(bytes).toString('base64'),
      model: kind.model,
      supervised: kind.supervised,
      seed: `device ${there + place + 1}`,
      name: `${displayName.split(' ', 1)[0]}’s ${kind.thing}`,
    });
    registered += 1;
  }
  return registered;
}

/**
 * Somebody with another iPhone installs a profile that was downloaded from the people’s pages. Answers its serial number. Throws
 * `not_available` elsewhere, and `demo_failed` with why the device gave up.
 */
export async function installDemoProfile(parts: Parts, profile: Uint8Array): Promise<{ serial: string }> {
  const apple = await openApple(parts);
  const there = (await apple.devices()).length;
  const { serial } = await apple.register({
    profile: Buffer.from(profile).toString('base64'),
    model: 'iphone',
    supervised: true,
    seed: `device ${there + 1}`,
    name: 'iPhone',
  });
  return { serial };
}

/** The devices there are come to life again with the program that serves. */
export async function resumeDemoApple(parts: Parts, folder: string): Promise<void> {
  if (parts.demo === null || !existsSync(join(folder, 'demo-apple.json'))) return;
  await openApple(parts);
  parts.push.wake();
}

async function openApple({ demo, register }: Parts): Promise<DemoApple> {
  if (demo === null) throw new MusterError('not_available');
  const { host } = await register.listener.settings();
  const address = ANY_ADDRESS.has(host) || isLoopbackHost(host) ? '127.0.0.1' : host;
  const { pem } = await register.pki.root();
  await demo.apple.open({ root: pem, address });
  return demo.apple;
}

/** Users of the workspace; where there are too few, some are made. */
async function owners({ users }: Parts, count: number): Promise<User[]> {
  const known = async (): Promise<User[]> => {
    const sort = { column: 'displayName', direction: 'ascending' } as const;
    const { rows } = await users.window({ filter: { states: ['active'] }, sort, offset: 0, limit: 500 });
    // Who has none yet comes first, from all over the list: else they would all be called Aisha.
    const fewest = Math.min(...rows.map(({ devices }) => devices));
    const without = rows.filter(({ devices }) => devices === fewest);
    const from = without.length >= count ? without : rows;
    const stride = Math.max(1, Math.floor(from.length / count));
    return from.filter((_user, place) => place % stride === 0).slice(0, count);
  };
  const found = await known();
  for (const displayName of PEOPLE.slice(0, count - found.length)) {
    const name = displayName
      .normalize('NFD')
      .replace(/[^a-zA-Z ]/g, '')
      .replace(' ', '.')
      .toLowerCase();
    const email = `${name}@riverside.example`;
    await users
      .add({ displayName, email, userName: email, language: null, notes: null })
      .catch((error: unknown) => {
        if (!(error instanceof MusterError) || error.code !== 'user_name_taken') throw error;
      });
  }
  return await known();
}
