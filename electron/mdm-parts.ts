import type { ActionConnection } from './actions/contract.ts';
import type { Recorder } from './audit/recorder.ts';
import type { PushService } from './connections/apns/contract.ts';
import { createPushService } from './connections/apns/service.ts';
import type { ConsoleOptions } from './console.ts';
import type { DemoService } from './demo/service.ts';
import type { ConsoleEvents } from './events.ts';
import { createAppleRoom } from './listener/apple/room.ts';
import type { ListenerRoom, ListenerService } from './listener/contract.ts';
import type { AppleService } from './mdm/apple/contract.ts';
import { createAppleDoor } from './mdm/apple/door/door.ts';
import { createAppleDoorway } from './mdm/apple/enroll/doorway.ts';
import { createAppleEnrollment, createEnrollmentProfiles } from './mdm/apple/enroll/enrollment.ts';
import { createAppleActions, createRenderer, type OrderDeps, readReport } from './mdm/apple/orders/orders.ts';
import { createUserFollower } from './mdm/apple/profiles/follow-users.ts';
import { createProfiles } from './mdm/apple/profiles/profiles.ts';
import { createAppleService } from './mdm/apple/service.ts';
import type { PushStanding } from './model/apple/enrollment.ts';
import { devicesUrlOf } from './model/listener.ts';
import { seldom } from './model/seldom.ts';
import type { PkiService } from './pki/contract.ts';
import { writeCertificateRequest } from './pki/issuing/request.ts';
import { createPickedFiles } from './pki/taking/picked.ts';
import type { PlatformDoor, PortalService, TicketService } from './registration/contract.ts';
import { tokenHash } from './registration/secrets/tokens.ts';
import type { Store } from './store/contract.ts';
import type { Vault } from './vault/vault.ts';

/** Devices that Muster manages itself, and what wakes them. */
export interface MdmParts {
  readonly apple: AppleService;
  readonly push: PushService;
  readonly room: ListenerRoom;
  readonly doorway: PlatformDoor;
  /** What carries out actions on them; null before the first device registered. */
  connection(): ActionConnection | null;
  /** Reads what another program may have changed. */
  follow(): Promise<void>;
  /** Begins what works by itself, in the program that serves. */
  start(): void;
  wake(): void;
  close(): Promise<void>;
}

export interface MdmPartsDeps {
  workspaceId: string;
  organisation(): string;
  store: Store;
  vault: Vault;
  pki: PkiService;
  recorder: Recorder;
  options: ConsoleOptions;
  events: ConsoleEvents;
  /** The stand-in pushes go to; null: to Apple, or where the environment says. */
  demo: DemoService | null;
  portal(): PortalService;
  tickets: Pick<TicketService, 'redeem'>;
  ticketMinutes(): Promise<number>;
  listener(): Pick<ListenerService, 'settings' | 'on' | 'baseUrl'>;
  /** The deed is a user’s at the listener, or his device’s. */
  draft: Parameters<typeof createAppleDoor>[0]['draft'];
  /** Invitations and the people’s pages changed with a device. */
  registered(): void;
  /** Orders moved: the command centre asks what became of its own. */
  moved(): void;
}

/** More often nobody looks. */
const TELL_MS = 250;

/** Builds the services for Apple’s devices. */
export function createMdmParts(deps: MdmPartsDeps): MdmParts {
  const { store, vault, pki, options } = deps;
  const { clock, random, log } = options;
  const closing = new AbortController();
  const told = tellers(deps, closing.signal);
  const base = { apple: store.apple, users: store.users, clock, random, log, draft: deps.recorder.draft };

  const push = createPushService({
    ...base,
    settings: store.settings,
    leases: store.leases,
    audit: store.audit,
    vault,
    pid: process.pid,
    organisation: deps.organisation,
    files: createPickedFiles(options),
    csr: writeCertificateRequest,
    endpoint: () => pushEndpoint(deps),
    unregistered: async (deviceId, token) => {
      const audit = deps.recorder.draft('apple.unregistered', deviceId, { told: 'push' });
      await store.apple.end({ deviceId, at: clock.now(), token, event: 'unregistered', audit });
      told.devices();
    },
    changed: told.push,
  });
  const queued = (): void => {
    push.wake();
    told.devices();
  };
  const enrollDeps = {
    ...base,
    pki,
    vault,
    tickets: deps.tickets,
    ticketOf: (token: string) => store.tickets.byHash(tokenHash(token)),
    topic: push.topic,
    serverUrl: async () => devicesUrlOf(await deps.listener().settings()),
    listening: () => deps.listener().on,
    organisation: deps.organisation,
    language: () => options.words().language,
    workspaceId: deps.workspaceId,
    ticketMinutes: deps.ticketMinutes,
    audit: store.audit,
    changed: told.devices,
  };
  const enrollmentProfiles = createEnrollmentProfiles(enrollDeps);
  const enrollment = createAppleEnrollment(enrollDeps, enrollmentProfiles);
  const profiles = createProfiles({
    ...base,
    devices: store.devices,
    pki,
    vault,
    reserved: enrollmentProfiles.identifier,
    changed: told.profiles,
    queued,
  });
  const orderDeps: OrderDeps = {
    ...base,
    devices: store.devices,
    pki,
    vault,
    profiles: enrollmentProfiles,
    queued,
  };
  const live = connectionKeeper(store, createAppleActions(orderDeps));
  const door = createAppleDoor({
    ...base,
    audit: store.audit,
    pki,
    vault,
    draft: deps.draft,
    render: createRenderer(orderDeps),
    read: readReport,
    settled: (order) => {
      profiles.settled(order);
      deps.moved();
    },
    registered: (deviceId, first) => {
      live.follow().catch((error: unknown) => log(`the connection could not be read: ${String(error)}`));
      void apple.registered(deviceId, first);
      if (first) deps.registered();
    },
    changed: told.devices,
  });
  const apple = createAppleService({
    ...base,
    audit: store.audit,
    vault,
    door,
    enrollment,
    profiles,
    push: async () => standingOf(push),
    wakePush: push.wake,
    changed: told.devices,
  });
  const compare = createUserFollower({ users: store.users, profiles, clock, log }, closing.signal);
  let forget = (): void => undefined;
  const { portal } = deps;
  const baseUrl = (): Promise<string> => deps.listener().baseUrl();
  return {
    apple,
    push,
    room: createAppleRoom({ door, enrollment, portal, pki, baseUrl, clock, random }),
    doorway: createAppleDoorway(enrollment),
    connection: live.now,
    follow: live.follow,
    start: () => {
      push.start();
      compare();
      forget = deps.events.on('users.changed', compare);
    },
    wake: push.wake,
    close: async () => {
      closing.abort();
      forget();
      await push.close();
    },
  };
}

/** The connection that holds these devices; it is there from the first registration on. */
function connectionKeeper(store: Store, adapter: ActionConnection['adapter']) {
  let known: ActionConnection | null = null;
  return {
    now: (): ActionConnection | null => known,
    follow: async (): Promise<void> => {
      const kept = await store.connections.apple();
      known = kept === null ? null : { ...kept, account: '', adapter };
    },
  };
}

async function standingOf(push: PushService): Promise<{ topic: string | null; standing: PushStanding }> {
  const { state, topic, trouble } = await push.overview();
  if (state === 'none' || state === 'requested') return { topic, standing: 'no_certificate' };
  if (trouble?.code === 'push_certificate_refused') return { topic, standing: 'refused' };
  return { topic, standing: state === 'expired' ? 'expired' : 'ready' };
}

/** Apple’s own host, unless the demo or the environment says otherwise. */
function pushEndpoint({
  demo,
  options,
}: MdmPartsDeps): ReturnType<Parameters<typeof createPushService>[0]['endpoint']> {
  // What was not opened yet cannot be reached; it is tried again as what is out of reach always is.
  if (demo !== null) return demo.apple.push() ?? { host: '127.0.0.1', port: 9, authority: null };
  const { MUSTER_APNS_HOST: host, MUSTER_APNS_PORT: port, MUSTER_APNS_CA: authority } = options.env;
  return { host: host ?? 'api.push.apple.com', port: Number(port ?? 443), authority: authority ?? null };
}

function tellers({ events, options }: MdmPartsDeps, closing: AbortSignal) {
  const rarely = (...names: ('apple' | 'devices' | 'profiles' | 'push' | 'audit')[]): (() => void) =>
    seldom(options.clock, TELL_MS, closing, () => {
      for (const name of names) events.emit(`${name}.changed`, null);
    });
  return {
    devices: rarely('apple', 'devices', 'audit'),
    profiles: rarely('profiles', 'apple', 'audit'),
    push: rarely('push', 'apple', 'audit'),
  };
}
