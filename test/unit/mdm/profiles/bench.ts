import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createProfiles, type Profiles } from '../../../../electron/mdm/apple/profiles/profiles.ts';
import type { AppleOrder, ErrorChain, QueuedOrder } from '../../../../electron/model/apple/order.ts';
import type { AuditDraft } from '../../../../electron/model/audit.ts';
import type { DeviceReport } from '../../../../electron/store/contract/apple.ts';
import type { Store, UserRow } from '../../../../electron/store/contract.ts';
import { openVault } from '../../../../electron/vault/vault.ts';
import { auditDraft } from '../../../support/command-fixtures.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { createMemoryBlobs, createMemoryKeychain, testRandom } from '../../../support/memory-vault-parts.ts';
import { pkiBench } from '../../../support/pki/bench.ts';
import { openTestStore, T0, temporaryFolder } from '../../../support/store-fixtures.ts';
import { keptHere, put } from '../../../support/user-fixtures.ts';

export const RESERVED = 'app.muster.enrollment';
const YEAR = 365 * 24 * 60 * 60_000;
const TOPIC = 'com.apple.mgmt.ours';

/** What a device answers an order with: done, or Apple’s words for why not; `later` puts it off. */
export type Answering = (order: AppleOrder) => ErrorChain | 'done' | 'later';

/** The library over the real store and vault, and devices that take orders from its queue. */
export interface LibraryBench {
  readonly profiles: Profiles;
  readonly store: Store;
  readonly clock: ManualClock;
  /** Deeds, as they were drafted. */
  readonly log: AuditDraft[];
  /** How often devices were to be woken, and changes were told. */
  readonly told: { queued: number; changed: number };
  /** Every byte of the workspace’s file, and of what SQLite keeps beside it. */
  readonly file: string;
  person(name: string, orgUnitPath?: string): Promise<UserRow>;
  register(udid: string, product: string, owner?: UserRow | null): Promise<BenchDevice>;
  /** The same library after a restart of the program. */
  restarted(): Profiles;
  /** Empties the library and ends all devices: opening a store takes longer than most tests. */
  clean(): Promise<void>;
  close(): Promise<void>;
}

export interface BenchDevice {
  readonly id: string;
  /** A user of the Mac gets a channel. */
  user(guid: string, shortName: string): Promise<void>;
  /** Comes, and takes all there is for it; answers the orders, in brief. `untold`: the program is killed before it hears of it. */
  come(answering?: Answering, options?: { guid?: string; untold?: boolean }): Promise<string[]>;
  /** Erased, and registered again by the same person. */
  again(): Promise<void>;
}

export async function openLibrary(): Promise<LibraryBench> {
  const folder = temporaryFolder();
  const clock = createManualClock(T0);
  const file = join(folder.path, 'workspace.db');
  const store = await openTestStore(file, { clock });
  const random = { ...testRandom, uuid: () => randomUUID() };
  const vault = openVault({
    workspaceId: 'w',
    keyslotFile: join(folder.path, 'keyslot'),
    keychain: createMemoryKeychain(),
    blobs: createMemoryBlobs(),
    random,
  });
  const told = { queued: 0, changed: 0 };
  const log: AuditDraft[] = [];
  const make = (): Profiles =>
    createProfiles({
      apple: store.apple,
      devices: store.devices,
      pki: pkiBench().pki,
      vault,
      clock,
      random,
      reserved: RESERVED,
      draft: (deed, object, detail) => {
        const draft = auditDraft(deed, { object, detail });
        log.push(draft);
        return draft;
      },
      changed: () => {
        told.changed += 1;
      },
      queued: () => {
        told.queued += 1;
      },
    });
  const profiles = make();
  const devices = new Set<string>();
  return {
    profiles,
    store,
    clock,
    log,
    told,
    file,
    restarted: make,
    person: async (name, orgUnitPath) => {
      const row = keptHere(name, { orgUnitPath: orgUnitPath ?? null, email: `${name}@example.org` });
      await put(store, row);
      return row;
    },
    register: async (udid, product, owner = null) => {
      const device = benchDevice({ store, clock, profiles, udid, product, owner });
      await device.again();
      devices.add(device.id);
      return device;
    },
    clean: async () => {
      for (const { id } of await store.apple.profiles()) {
        await store.apple.removeProfile({ id, audit: auditDraft('profile.removed') });
      }
      for (const deviceId of devices) {
        await store.apple.end({ deviceId, at: clock.now(), event: 'unenrolled', audit: null });
      }
      log.length = 0;
      Object.assign(told, { queued: 0, changed: 0 });
    },
    close: async () => {
      await store.close();
      folder.remove();
    },
  };
}

interface Parts extends Pick<LibraryBench, 'store' | 'clock' | 'profiles'> {
  udid: string;
  product: string;
  owner: UserRow | null;
}

function benchDevice(parts: Parts): BenchDevice {
  const { store, clock, profiles, udid } = parts;
  let fingerprint = '';
  let id = '';
  const who = () => ({ fingerprint, udid, at: clock.now() });
  const tell = async (report: Omit<DeviceReport, 'fingerprint' | 'udid' | 'at' | 'inventory'>) => {
    const [said] = await store.apple.exchange([{ ...who(), inventory: null, ...report }]);
    if (said?.kind !== 'ok') throw new Error(`refused: ${said?.why}`);
    return said;
  };
  return {
    get id() {
      return id;
    },
    user: async (guid, shortName) => {
      const user = { guid, shortName, longName: null };
      await store.apple.tokenUpdate({ ...who(), ...TOKEN, user });
    },
    come: async (answering = () => 'done', { guid = '', untold = false } = {}) => {
      const took: string[] = [];
      const tellProfiles = async (order: QueuedOrder | null) => {
        if (order !== null && !untold) await profiles.settled(order);
      };
      let { next } = await tell({ guid, status: 'Idle', uuid: null, errors: null });
      while (next !== null) {
        took.push(briefly(next.order));
        const said = answering(next.order);
        const errors = typeof said === 'string' ? null : said;
        const status = said === 'done' ? 'Acknowledged' : said === 'later' ? 'NotNow' : 'Error';
        const answer = await tell({ guid, status, uuid: next.uuid, errors });
        await tellProfiles(answer.settled);
        next = answer.next;
      }
      return took;
    },
    again: async () => {
      clock.advance(60_000);
      fingerprint = createHash('sha256').update(`${udid} ${clock.now()}`).digest('hex');
      id = await registered(parts, who());
    },
  };
}

const TOKEN = { topic: TOPIC, token: 'aa', pushMagic: 'magic', unlockToken: null, audit: null };

/** From the challenge to the first token. */
async function registered(
  { store: { apple }, product, owner }: Parts,
  { fingerprint, udid, at }: { fingerprint: string; udid: string; at: number },
): Promise<string> {
  const hash = `challenge ${fingerprint}`;
  const whose = { ticketId: null, userId: owner?.id ?? null, deviceId: null };
  await apple.putChallenge({ hash, purpose: 'enroll', ...whose, issuedAt: at, expiresAt: at + 60_000 });
  await apple.takeChallenge({ hash, key: fingerprint, at });
  await apple.noteIssued({ hash, fingerprint, serial: fingerprint, pem: '', notAfter: at + YEAR, at });
  const caller = { fingerprint, udid, at };
  const fields = { ProductName: product, SerialNumber: `S-${udid}`, DeviceName: `Device ${udid}` };
  const came = await apple.authenticate({ ...caller, topic: TOPIC, fields, owner: null, audit: null });
  if (came.kind !== 'ok') throw new Error(`refused: ${came.why}`);
  await apple.tokenUpdate({ ...caller, ...TOKEN, user: null });
  return came.deviceId;
}

function briefly(order: AppleOrder): string {
  if (order.type === 'InstallProfile') return `install ${order.profile.identifier} v${order.profile.version}`;
  return order.type === 'RemoveProfile' ? `remove ${order.identifier}` : order.type;
}
