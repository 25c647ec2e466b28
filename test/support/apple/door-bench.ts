import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { AppleDoor } from '../../../electron/mdm/apple/contract.ts';
import { createAppleDoor, type DoorDeps } from '../../../electron/mdm/apple/door/door.ts';
import { readReport } from '../../../electron/mdm/apple/orders/orders.ts';
import type { AppleOrder, QueuedOrder } from '../../../electron/model/apple/order.ts';
import type { PkiService } from '../../../electron/pki/contract.ts';
import { writePlist } from '../../../electron/plist/plist.ts';
import { tokenHash } from '../../../electron/registration/secrets/tokens.ts';
import type { AppleChallenge } from '../../../electron/store/contract/apple.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { openVault, type Vault } from '../../../electron/vault/vault.ts';
import { auditDraft } from '../command-fixtures.ts';
import { createMemoryBlobs, createMemoryKeychain, testRandom } from '../memory-vault-parts.ts';
import { pkiBench } from '../pki/bench.ts';
import { openTestStore, temporaryFolder } from '../store-fixtures.ts';
import { deviceOf, makeKeys, type TestDevice, TOPIC, tokenUpdate } from './door-device.ts';

const MINUTE_MS = 60_000;

/** What the door does with orders and whom it tells; a test may change how orders are rendered. */
export interface DoorWorld {
  door: AppleDoor;
  store: Store;
  pki: PkiService;
  vault: Vault;
  /** ms UTC. */
  clock: { now: number };
  settled: QueuedOrder[];
  registered: { deviceId: string; first: boolean }[];
  log: string[];
  render: DoorDeps['render'];
  /** A challenge that is good for ten minutes. */
  challenge(text: string, more?: Partial<AppleChallenge>): Promise<void>;
  /** A device with an identity of its own, which has not come yet. */
  device(name: string, more?: Partial<AppleChallenge>): Promise<TestDevice>;
  /** The same, registered. */
  registeredDevice(name: string, more?: Partial<AppleChallenge>): Promise<TestDevice>;
  /** Queues an order for a device, or for a user of it; answers its uuid. */
  order(device: TestDevice, order: AppleOrder, guid?: string): Promise<string>;
  /** The door anew, with parts of the test’s own. */
  remake(parts: Partial<DoorDeps>): AppleDoor;
  close(): Promise<void>;
}

/** The door over the real store, authority and vault, and devices whose signatures openssl makes. */
export async function openDoorWorld(): Promise<DoorWorld> {
  const folder = temporaryFolder();
  const { pki, clock } = pkiBench();
  const store = await openTestStore(join(folder.path, 'workspace.db'), { clock: { now: () => clock.now } });
  const vault = openVault({
    workspaceId: 'workspace',
    keyslotFile: join(folder.path, 'keyslot'),
    keychain: createMemoryKeychain(),
    blobs: createMemoryBlobs(),
    random: testRandom,
  });
  // One for all: what tells devices apart is their certificate.
  const keys = makeKeys(folder.path);
  let made = 0;
  const deps: DoorDeps = {
    apple: store.apple,
    users: store.users,
    audit: store.audit,
    pki,
    vault,
    clock: { now: () => clock.now, sleep: async () => undefined },
    random: testRandom,
    render: (order) => world.render(order),
    read: readReport,
    settled: (order) => world.settled.push(order),
    registered: (deviceId, first) => world.registered.push({ deviceId, first }),
    draft: (actor, deed, object, detail, result = 'done') =>
      auditDraft(deed, { at: clock.now, actor, account: null, origin: 'device', object, detail, result }),
    changed: () => undefined,
    log: (message) => world.log.push(message),
  };
  const world: DoorWorld = {
    door: createAppleDoor(deps),
    store,
    pki,
    vault,
    clock,
    settled: [],
    registered: [],
    log: [],
    render: async ({ uuid, order }) =>
      writePlist({ CommandUUID: uuid, Command: { RequestType: order.type } }),
    challenge: (text, more = {}) =>
      store.apple.putChallenge({
        hash: tokenHash(text),
        purpose: 'enroll',
        ticketId: null,
        userId: null,
        deviceId: null,
        issuedAt: clock.now,
        expiresAt: clock.now + 10 * MINUTE_MS,
        ...more,
      }),
    device: async (name, more) => {
      made += 1;
      await world.challenge(name + made, more);
      const certificate = await certify(world, name + made, keys.publicKey);
      return deviceOf(world, { udid: `UDID-${name}`, certificate, folder: folder.path, keyFile: keys.file });
    },
    registeredDevice: async (name, more) => {
      const device = await world.device(name, more);
      await device.checkIn({ MessageType: 'Authenticate', Topic: TOPIC, SerialNumber: `S-${name}` });
      await device.checkIn(tokenUpdate());
      return device;
    },
    order: async (device, order, guid = '') => {
      const uuid = `order-${++made}`;
      const deviceId = await device.id();
      const { refused } = await store.apple.enqueue({
        orders: [
          {
            uuid,
            deviceId,
            guid,
            order,
            sealed: null,
            purpose: 'action',
            bundle: uuid,
            enrolledAt: null,
          },
        ],
        at: clock.now,
      });
      if (Object.keys(refused).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
      return uuid;
    },
    remake: (parts) => createAppleDoor({ ...deps, ...parts }),
    close: async () => {
      await store.close();
      folder.remove();
    },
  };
  return world;
}

/** What SCEP comes to, without its messages. */
async function certify(
  { store, pki, clock }: DoorWorld,
  text: string,
  publicKey: Uint8Array,
): Promise<string> {
  const hash = tokenHash(text);
  await store.apple.takeChallenge({ hash, key: text, at: clock.now });
  const { pem, serial } = await pki.issueDevice({ publicKey, commonName: text, days: 365 });
  const { raw, validToDate } = new X509Certificate(pem);
  const fingerprint = createHash('sha256').update(raw).digest('hex');
  await store.apple.noteIssued({
    hash,
    fingerprint,
    serial,
    pem,
    notAfter: validToDate.getTime(),
    at: clock.now,
  });
  return pem;
}
