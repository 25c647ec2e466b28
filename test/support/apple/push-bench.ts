import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { PushDeps } from '../../../electron/connections/apns/deps.ts';
import { createPushService } from '../../../electron/connections/apns/service.ts';
import {
  createPushStandIn,
  type DeliveredPush,
  type PushStandIn,
} from '../../../electron/demo/apple/push/stand-in.ts';
import type { PushOverview } from '../../../electron/model/apple/push.ts';
import type { AuditDraft } from '../../../electron/model/audit.ts';
import { writeCertificateRequest } from '../../../electron/pki/issuing/request.ts';
import { openParts } from '../../../electron/pki/taking/material.ts';
import { createTray } from '../../../electron/pki/taking/tray.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { createMemoryBlobs, createMemoryKeychain, testRandom } from '../memory-vault-parts.ts';
import { createPushChannels } from './push-channels.ts';

export const TOPIC = 'com.apple.mgmt.External.2b7c7dd8-3c1c-4b0b-9d5c-0a51f1d3a111';

/** Whatever is waited for comes much sooner. */
const LATE_MS = 20_000;

/** What outlives a program: everything in the workspace’s file, in memory. */
export interface PushFile {
  settings: Map<string, string>;
  blobs: ReturnType<typeof createMemoryBlobs>;
  keychain: ReturnType<typeof createMemoryKeychain>;
  lease: { owner: string; pid: number } | null;
  /** How often somebody found that another one has it. */
  leaseRefused: number;
  channels: ReturnType<typeof createPushChannels>;
  audit: AuditDraft[];
  log: string[];
  gone: { deviceId: string; token: string }[];
  /** What Apple delivered. */
  delivered: DeliveredPush[];
  apple: PushStandIn;
  clock: ManualClock;
  /** Resolves when the condition holds; it is looked at at every turn of the event loop. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A workspace’s file, and the stand-in for Apple. */
export async function createPushFile(): Promise<PushFile> {
  const clock = createManualClock(Date.now());
  const apple = await createPushStandIn({ now: clock.now });
  const delivered: DeliveredPush[] = [];
  apple.onPush((push) => void delivered.push(push));
  return {
    settings: new Map(),
    blobs: createMemoryBlobs(),
    keychain: createMemoryKeychain(),
    lease: null,
    leaseRefused: 0,
    channels: createPushChannels(),
    audit: [],
    log: [],
    gone: [],
    delivered,
    apple,
    clock,
    until: async (condition) => {
      const late = Date.now() + LATE_MS;
      while (!condition()) {
        if (Date.now() > late) throw new Error(`never came true: ${condition}`);
        await turn();
      }
    },
    close: apple.close,
  };
}

/** One program that has opened the file. */
export function openPush(file: PushFile, changes: Partial<PushDeps> = {}) {
  const { settings, clock } = file;
  const tray = createTray();
  const vault = openVault({
    workspaceId: 'push-test',
    keyslotFile: '/nonexistent/keyslot',
    keychain: file.keychain,
    blobs: file.blobs,
    random: testRandom,
  });
  const deps: PushDeps = {
    apple: file.channels.repository,
    settings: {
      get: async (key) => settings.get(key) ?? null,
      set: async (key, json) => void settings.set(key, json),
      delete: async (key) => void settings.delete(key),
    },
    leases: {
      acquire: async ({ owner, pid }) => {
        if (file.lease !== null && file.lease.owner !== owner) {
          file.leaseRefused++;
          return false;
        }
        file.lease = { owner, pid };
        return true;
      },
      renew: async ({ owner }) => file.lease?.owner === owner,
      release: async ({ owner }) => {
        if (file.lease?.owner === owner) file.lease = null;
      },
    },
    audit: { append: async (row) => ({ ...row, seq: file.audit.push(row), previous: '', hash: '' }) },
    vault,
    files: {
      pick: (files) => {
        const handle = randomUUID();
        return { handle, names: files.map(({ name }) => name), ...tray.put(handle, files) };
      },
      open: async (handle, password) => openParts(tray.look(handle), password),
      clear: tray.clear,
    },
    csr: writeCertificateRequest,
    clock,
    random: { ...testRandom, uuid: () => randomUUID() },
    pid: 1,
    draft: (deed, object, detail, result = 'done') => ({
      at: clock.now(),
      actor: 'admin',
      account: null,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    organisation: () => 'Riverside School',
    endpoint: () => file.apple.endpoint,
    unregistered: async (deviceId, token) => void file.gone.push({ deviceId, token }),
    changed: () => undefined,
    log: (message) => void file.log.push(message),
    ...changes,
  };
  return { push: createPushService(deps), vault };
}

type Push = ReturnType<typeof openPush>['push'];

export function pickPem(push: Push, ...pems: string[]): string {
  return push.pick(pems.map((pem, index) => ({ name: `${index}.pem`, bytes: Buffer.from(pem) }))).handle;
}

/** From the request to the certificate, as an admin does it at identity.apple.com. */
export async function setUp(
  { apple }: PushFile,
  push: Push,
  { topic = TOPIC, days = 365, replaceTopic = false } = {},
): Promise<PushOverview> {
  const { pem } = await push.request();
  const handle = pickPem(push, await apple.issue(pem, topic, days));
  return await push.bring({ handle, password: null, appleId: 'it@riverside.example', replaceTopic });
}

/** A device that is registered with Apple too. */
export function addDevice(
  file: PushFile,
  fields: Parameters<PushFile['channels']['add']>[0] = { topic: TOPIC },
) {
  const device = file.channels.add(fields);
  file.apple.register(device.token, device.topic ?? TOPIC);
  return device;
}
