import type { AccessEntry, ListenerOverview, ListenerSettings } from '../model/listener.ts';
import { seldom } from '../model/seldom.ts';
import { LIMITS } from './limits.ts';
import { certificateNames } from './network/addresses.ts';
import type { ListenerDeps } from './service.ts';

/** The doors with their certificate, and what is seen of them. */
export interface Serving {
  /** What they are open with; null while they are closed. */
  readonly settings: ListenerSettings | null;
  seen(): Pick<ListenerOverview, 'exposed' | 'connected' | 'answered' | 'refused'>;
  log(limit: number): readonly AccessEntry[];
  /** See Doors.open; throws what the certificate throws as well. */
  open(settings: ListenerSettings): Promise<void>;
  /** Makes the own certificate anew when this machine has come by another address. */
  refresh(): Promise<void>;
  /** Closes the doors; they can be opened again. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

const TRAFFIC_MS = 1000;

export function createServing(deps: ListenerDeps): Serving {
  const closing = new AbortController();
  let loading: ReturnType<typeof load> | null = null;
  let parts: Awaited<ReturnType<typeof load>> | null = null;
  let certified: readonly string[] = [];

  const open = async (settings: ListenerSettings): Promise<void> => {
    loading ??= load(deps, closing.signal);
    parts = await loading;
    const names = certificateNames(settings, deps.interfaces());
    const credentials = await deps.pki.server({ source: settings.certificate, names });
    if (parts.doors.settings === null) parts.access.begin();
    await parts.doors.open(settings, credentials);
    certified = names;
  };
  return {
    get settings() {
      return parts?.doors.settings ?? null;
    },
    seen: () => ({
      exposed: parts?.doors.exposed() ?? [],
      connected: parts?.turnstile.connected() ?? [],
      ...(parts?.access.counts() ?? { answered: 0, refused: 0 }),
    }),
    log: (limit) => parts?.access.newest(limit) ?? [],
    open,
    refresh: async () => {
      const settings = parts?.doors.settings ?? null;
      if (settings === null || settings.certificate !== 'own') return;
      const names = certificateNames(settings, deps.interfaces());
      if (names.some((name) => !certified.includes(name))) await open(settings);
    },
    shut: async () => await parts?.doors.close(),
    close: async () => {
      await parts?.doors.close();
      closing.abort();
      await parts?.access.close();
    },
  };
}

async function load(deps: ListenerDeps, closing: AbortSignal) {
  const { createAccessLog, createDoors, createTurnstile } = await import('./speaking.ts');
  const { clock, log } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const traffic = seldom(clock, TRAFFIC_MS, closing, deps.traffic);
  const access = createAccessLog({ path: deps.logFile, clock, log });
  const turnstile = createTurnstile(clock, limits);
  const doors = createDoors({
    rooms: deps.rooms,
    limits,
    turnstile,
    clock,
    log,
    note: (door, visit) => {
      access.note(door, visit);
      traffic();
    },
    turnedAway: () => {
      access.turnedAway();
      traffic();
    },
  });
  return { access, turnstile, doors };
}
