import {
  LISTENER_DOORS,
  type ListenerDoor,
  type ListenerOverview,
  type ListenerSettings,
} from '../model/listener.ts';
import type { ServerCredentials } from '../pki/contract.ts';
import { type Door, type DoorDeps, makeDoor } from './server/door.ts';
import type { Standing, Visit } from './server/reception.ts';

/** Both doors together: either both are open, or none. */
export interface Doors {
  /** What they are open with; null while they are closed. */
  readonly settings: ListenerSettings | null;
  exposed(): ListenerOverview['exposed'];
  /**
   * Opens them, or has them go on with other settings or another certificate. Only a door whose address or port changed
   * is replaced: the new one opens before the old one closes, unless they want the same port. When that fails, all is
   * as it was; `settings` is null only if the old port was lost meanwhile. Throws what Door.bind throws.
   */
  open(settings: ListenerSettings, credentials: ServerCredentials): Promise<void>;
  /** Waits for the answers under way, within the grace. */
  close(): Promise<void>;
}

export type DoorsDeps = Omit<DoorDeps, 'door' | 'standing' | 'note'> & {
  note(door: ListenerDoor, visit: Visit): void;
};

interface Open {
  readonly settings: ListenerSettings;
  readonly credentials: ServerCredentials;
  readonly doors: ReadonlyMap<ListenerDoor, Door>;
}

export function createDoors(deps: DoorsDeps): Doors {
  let open: Open | null = null;
  /** What requests are judged by. */
  let serving: ListenerSettings | null = null;
  const { leave, allGone } = createFarewell(deps.log);

  const make = (door: ListenerDoor, credentials: ServerCredentials): Promise<Door> =>
    makeDoor(
      {
        ...deps,
        door,
        standing: () => standingOf(serving, door),
        note: (visit) => deps.note(door, visit),
      },
      credentials,
    );
  const putBack = async (before: Open, moved: readonly ListenerDoor[]): Promise<void> => {
    try {
      for (const door of moved)
        await before.doors.get(door)?.bind(before.settings.host, portOf(before.settings, door));
    } catch (error) {
      deps.log(`listener: ${String(error)}`);
      open = null;
      leave(before.doors.values());
    }
  };
  const replace = async (before: Open | null, settings: ListenerSettings, credentials: ServerCredentials) => {
    const moved = LISTENER_DOORS.filter(
      (door) => before === null || isMoved(before.settings, settings, door),
    );
    const fresh = new Map<ListenerDoor, Door>();
    const crossing = before !== null && portsMeet(before.settings, settings, moved);
    try {
      for (const door of moved) fresh.set(door, await make(door, credentials));
      if (crossing) for (const door of moved) before.doors.get(door)?.unbind();
      serving = settings;
      for (const [door, made] of fresh) await made.bind(settings.host, portOf(settings, door));
    } catch (error) {
      serving = before?.settings ?? null;
      await Promise.all([...fresh.values()].map((door) => door.close()));
      if (crossing) await putBack(before, moved);
      throw error;
    }
    return fresh;
  };
  return {
    get settings() {
      return open?.settings ?? null;
    },
    exposed: () => [...(open?.doors ?? [])].flatMap(([door, made]) => exposedAt(door, made, open?.settings)),
    open: async (settings, credentials) => {
      const before = open;
      const fresh = await replace(before, settings, credentials);
      const kept = [...(before?.doors ?? [])].filter(([door]) => !fresh.has(door));
      const sameCertificate = before?.credentials.chain === credentials.chain;
      if (!sameCertificate) for (const [, door] of kept) door.secure(credentials);
      open = { settings, credentials, doors: new Map([...kept, ...fresh]) };
      leave([...(before?.doors ?? [])].filter(([door]) => fresh.has(door)).map(([, door]) => door));
    },
    close: async () => {
      leave(open?.doors.values() ?? []);
      open = null;
      await allGone();
    },
  };
}

/** Doors that finish their last answers while others take their place. */
function createFarewell(log: (message: string) => void) {
  const leaving = new Set<Promise<void>>();
  return {
    leave: (doors: Iterable<Door>): void => {
      for (const door of doors) {
        const gone = door.close().catch((error: unknown) => log(`listener: ${String(error)}`));
        leaving.add(gone);
        void gone.then(() => leaving.delete(gone));
      }
    },
    allGone: async (): Promise<void> => {
      await Promise.all(leaving);
    },
  };
}

function portOf({ peoplePort, devicesPort }: ListenerSettings, door: ListenerDoor): number {
  return door === 'people' ? peoplePort : devicesPort;
}

function isMoved(before: ListenerSettings, after: ListenerSettings, door: ListenerDoor): boolean {
  return before.host !== after.host || portOf(before, door) !== portOf(after, door);
}

/** True when a new door wants a port that one of those it replaces still has. */
function portsMeet(
  before: ListenerSettings,
  after: ListenerSettings,
  moved: readonly ListenerDoor[],
): boolean {
  const had = new Set(moved.map((door) => portOf(before, door)));
  return moved.some((door) => had.has(portOf(after, door)));
}

function standingOf(settings: ListenerSettings | null, door: ListenerDoor): Standing {
  // Doors that finish their last answers have no name any more: nothing new is let in.
  if (settings === null) return { publicName: '', ports: [], strictTransport: false };
  const outside = door === 'people' && settings.publicPort !== null ? [settings.publicPort] : [];
  return {
    publicName: settings.publicName,
    ports: [portOf(settings, door), ...outside],
    strictTransport: settings.certificate === 'brought',
  };
}

function exposedAt(
  door: ListenerDoor,
  { exposed }: Door,
  settings: ListenerSettings | undefined,
): ListenerOverview['exposed'] {
  if (settings === undefined) return [];
  return exposed.map(({ methods, path }) => ({ door, port: portOf(settings, door), methods, path }));
}
