import type { AppleOrder } from '../../electron/model/apple/order.ts';
import type {
  AppleChallenge,
  AppleRepository,
  DeviceReport,
  Exchanged,
  NewOrder,
  ProfileRow,
} from '../../electron/store/contract/apple.ts';
import type { Store } from '../../electron/store/contract.ts';
import { DAY } from './invited-fixtures.ts';
import { T0 } from './store-fixtures.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Answer<Name extends keyof AppleRepository> = Awaited<ReturnType<AppleRepository[Name]>>;

export const TOPIC = 'com.apple.mgmt.External.a';
export const MINUTE = 60_000;

/** Challenges that are good for ten minutes. */
export function challenge(
  hash: string,
  more: Partial<AppleChallenge> = {},
): AppleChallenge & { hash: string } {
  return {
    hash,
    purpose: 'enroll',
    ticketId: null,
    userId: null,
    deviceId: null,
    issuedAt: T0,
    expiresAt: T0 + 10 * MINUTE,
    ...more,
  };
}

/** Issues an identity (`fingerprint`) by a challenge of its own. */
export async function issueIdentity(
  store: Store,
  fingerprint: string,
  {
    notAfter = T0 + 365 * DAY,
    at = T0,
    ...more
  }: Partial<AppleChallenge> & { notAfter?: number; at?: number } = {},
): Promise<void> {
  const hash = `challenge of ${fingerprint}`;
  await store.apple.putChallenge(challenge(hash, { issuedAt: at, expiresAt: at + 10 * MINUTE, ...more }));
  await store.apple.takeChallenge({ hash, key: `key of ${fingerprint}`, at });
  await store.apple.noteIssued({
    ...{ hash, fingerprint, serial: `serial of ${fingerprint}`, pem: `pem of ${fingerprint}` },
    ...{ notAfter, at },
  });
}

export const IPHONE = {
  ProductName: 'iPhone15,2',
  OSVersion: '18.0',
  SerialNumber: 'C02PHONE',
  DeviceName: 'Jo’s iPhone',
};
export const MAC = { ProductName: 'Mac14,2', OSVersion: '15.1', SerialNumber: 'C02MAC', Model: 'Mac14,2' };

export function authenticate(
  store: Store,
  udid: string,
  fingerprint: string,
  more: Partial<Input<'authenticate'>> = {},
): Promise<Answer<'authenticate'>> {
  const fields = { ...IPHONE, SerialNumber: `SN-${udid}` };
  return store.apple.authenticate({
    ...{ udid, fingerprint, at: T0, topic: TOPIC, owner: null, audit: null, fields },
    ...more,
  });
}

export function updateToken(
  store: Store,
  udid: string,
  fingerprint: string,
  more: Partial<Input<'tokenUpdate'>> = {},
): Promise<Answer<'tokenUpdate'>> {
  return store.apple.tokenUpdate({
    ...{ udid, fingerprint, at: T0, topic: TOPIC, token: `aa${udid}`, pushMagic: `magic ${udid}` },
    ...{ unlockToken: null, user: null, audit: null },
    ...more,
  });
}

/** Registers a device with an identity of its own; answers its id. */
export async function enrolled(
  store: Store,
  udid: string,
  {
    fingerprint = `fp-${udid}`,
    at = T0,
    userId = null,
    ticketId = null,
    fields,
  }: {
    fingerprint?: string;
    at?: number;
    userId?: string | null;
    ticketId?: string | null;
    fields?: object;
  } = {},
): Promise<string> {
  await issueIdentity(store, fingerprint, { at, userId, ticketId });
  const told = fields === undefined ? {} : { fields: { ...fields } };
  await authenticate(store, udid, fingerprint, { at, ...told });
  const answer = await updateToken(store, udid, fingerprint, { at });
  if (answer.kind === 'refused') throw new Error(answer.why);
  return answer.deviceId;
}

export function order(
  deviceId: string,
  uuid: string,
  spec: AppleOrder = { type: 'SecurityInfo' },
  more: Partial<NewOrder> = {},
): NewOrder {
  return {
    ...{
      uuid,
      deviceId,
      guid: '',
      order: spec,
      sealed: null,
      purpose: 'action',
      bundle: uuid,
      enrolledAt: null,
    },
    ...more,
  };
}

/** A profile of the library, named by its id. */
export function profile(id: string, more: Partial<ProfileRow> = {}): ProfileRow {
  return {
    ...{ id, name: id, description: '', identifier: `org.example.${id}`, scope: 'System' },
    ...{ types: ['com.apple.wifi.managed'], form: null, version: 1, sealed: new Uint8Array([1]), bytes: 1 },
    ...{ createdAt: T0, changedAt: T0 },
    ...more,
  };
}

/** Queues orders of one kind for a device by their uuids. */
export async function queue(
  store: Store,
  deviceId: string,
  uuids: string[],
  spec?: AppleOrder,
): Promise<void> {
  const orders = uuids.map((uuid) => order(deviceId, uuid, spec));
  const { refused } = await store.apple.enqueue({ orders, at: T0 });
  if (Object.keys(refused).length > 0) throw new Error(JSON.stringify(refused));
}

export function reportOf(
  udid: string,
  status: DeviceReport['status'],
  uuid: string | null = null,
  more: Partial<DeviceReport> = {},
): DeviceReport {
  return {
    ...{ udid, fingerprint: `fp-${udid}`, guid: '', at: T0, status, uuid, errors: null, inventory: null },
    ...more,
  };
}

/** One report of a device. */
export async function tell(
  store: Store,
  udid: string,
  status: DeviceReport['status'],
  uuid: string | null = null,
  more: Partial<DeviceReport> = {},
): Promise<Exchanged> {
  const [answer] = await store.apple.exchange([reportOf(udid, status, uuid, more)]);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

/** What a device is told next, by its uuid; null for nothing. */
export async function nextAfter(...input: Parameters<typeof tell>): Promise<string | null> {
  const answer = await tell(...input);
  if (answer.kind === 'refused') throw new Error(answer.why);
  return answer.next?.uuid ?? null;
}

/** The states of orders by their uuids. */
export async function statesOf(store: Store, ...uuids: string[]): Promise<(string | undefined)[]> {
  const orders = await Promise.all(uuids.map((uuid) => store.apple.queued(uuid)));
  return orders.map((found) => found?.state);
}
