import { hash, randomUUID, X509Certificate } from 'node:crypto';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { createDeviceNetwork, type DeviceNetwork } from '../../../electron/demo/apple/device/network.ts';
import type { AppleOrder } from '../../../electron/model/apple/order.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import type { NewOrder } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import type { Browser } from './browser.ts';
import type { Invited } from './invited.ts';
import type { ServedWorkspace } from './workspace.ts';

/** How devices reach a workspace’s listener: its authority is trusted, and every name leads to this machine. */
export function networkTo({ ca }: Pick<ServedWorkspace, 'ca'>): DeviceNetwork {
  return createDeviceNetwork({ roots: [ca], resolve: () => '127.0.0.1' });
}

/** Signs in with a PIN and begins a registration; answers the path of its pages. */
export async function beginRegistration(
  browser: Browser,
  { link, pin }: Pick<Invited, 'link' | 'pin'>,
  platform: 'ios' | 'ipados' | 'macos',
): Promise<string> {
  await browser.send(`/i/${link}`, { pin });
  const begun = await browser.send('/device/begin', { platform });
  const path = String(begun.headers.location);
  // From here on this browser is told from others.
  await browser.get(path);
  return path;
}

/** Downloads the profile of a registration. */
export async function downloadProfile(browser: Browser, path: string): Promise<Buffer> {
  const page = await browser.get(`${path}/profile`);
  if (page.headers['content-type'] !== 'application/x-apple-aspen-config')
    throw new Error(`${path}: no profile, but ${page.status} ${page.headers.location ?? ''}`);
  return page.bytes;
}

/** A profile made by the admin for a user, by user name. */
export async function profileFor({ apple, users }: OpenWorkspace, userName: string): Promise<Uint8Array> {
  const { rows } = await users.window({
    filter: { text: userName },
    sort: { column: 'userName', direction: 'ascending' },
    offset: 0,
    limit: 1,
  });
  const [user] = rows;
  if (user === undefined) throw new Error(`no user ${userName}`);
  return (await apple.enrollment.profileFor(user.id)).bytes;
}

/** Queues these for each of the devices, as the command centre does; answers their uuids. */
export async function queueOrders(
  { store }: Pick<OpenWorkspace, 'store'>,
  devices: readonly AppleDevice[],
  orders: readonly AppleOrder[],
): Promise<string[]> {
  const at = Date.now();
  const made: NewOrder[] = [];
  for (const device of devices) {
    const deviceId = await deviceIdOf(store, device);
    for (const order of orders) {
      const uuid = randomUUID();
      const meant = { deviceId, guid: '', enrolledAt: null };
      made.push({ uuid, ...meant, order, sealed: null, purpose: 'action', bundle: uuid });
    }
  }
  const { refused } = await store.apple.enqueue({ orders: made, at });
  if (Object.keys(refused).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return made.map(({ uuid }) => uuid);
}

/** A device’s id here, by the certificate it proves itself with. */
export async function deviceIdOf({ apple }: Pick<Store, 'apple'>, { state }: AppleDevice): Promise<string> {
  const { raw } = new X509Certificate(state.enrollment?.identity.certificate ?? '');
  const deviceId = (await apple.identity(hash('sha256', raw, 'hex')))?.deviceId;
  if (!deviceId) throw new Error('the device has not come yet');
  return deviceId;
}
