import { createBell } from '../model/bell.ts';
import type { Clock } from '../model/ports.ts';
import type { RegistrationSettings } from '../model/registration-settings.ts';
import type { AccessRepository, InvitationRepository } from '../store/registration-contract.ts';

/** What registration does by the clock: invitations expire, begun registrations are reminded of, old rows go. */
export interface RegistrationClock {
  start(): void;
  /** Looks at once: after sleep. */
  wake(): void;
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

export interface RegistrationClockDeps {
  invitations: Pick<InvitationRepository, 'expire' | 'remind'>;
  access: Pick<AccessRepository, 'sweep'>;
  settings(): Promise<RegistrationSettings>;
  /** Reminders only go where they lead in: the listener has a public name and mail is set up. */
  mayRemind(): Promise<boolean>;
  /** The own certificate is renewed in time. */
  certificates(): Promise<void>;
  /** What devices are due for. */
  devices(): Promise<void>;
  clock: Clock;
  /** Reminders were queued. */
  reminded(count: number): void;
  expired(count: number): void;
  log(message: string): void;
}

export const LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Reminders that one write queues. */
const STRETCH = 500;

/**
 * What is due is read from the rows themselves, so that restarts and several programs at once neither double nor lose
 * anything.
 */
export function createRegistrationClock(deps: RegistrationClockDeps): RegistrationClock {
  const { clock, log } = deps;
  const stopped = new AbortController();
  const bell = createBell(clock);
  let certificatesAt: number | null = null;
  let running: Promise<void> | null = null;

  const certificates = async (): Promise<void> => {
    const now = clock.now();
    // A clock that was set back does not put it off until it has caught up.
    if (certificatesAt !== null && now >= certificatesAt && now - certificatesAt < HOUR_MS) return;
    await deps.certificates();
    certificatesAt = now;
  };
  const tasks = {
    expire: () => expire(deps),
    sweep: () => sweep(deps),
    remind: () => remind(deps),
    certificates,
    devices: deps.devices,
  };
  const look = async (): Promise<void> => {
    for (const [name, task] of Object.entries(tasks)) {
      if (stopped.signal.aborted) return;
      await task().catch((error: unknown) =>
        log(`${name} is tried again at the next look: ${String(error)}`),
      );
    }
  };
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await look();
      await bell.wait(LOOK_MS, stopped.signal);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    wake: bell.ring,
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

async function expire({ invitations, clock, expired }: RegistrationClockDeps): Promise<void> {
  const count = await invitations.expire(clock.now());
  if (count > 0) expired(count);
}

async function sweep({ access, clock }: RegistrationClockDeps): Promise<void> {
  await access.sweep(clock.now());
}

async function remind(deps: RegistrationClockDeps): Promise<void> {
  const { on, everyHours, most } = (await deps.settings()).reminders;
  if (!on || !(await deps.mayRemind())) return;
  for (;;) {
    const at = deps.clock.now();
    const count = await deps.invitations.remind({ at, everyMs: everyHours * HOUR_MS, most, limit: STRETCH });
    if (count > 0) deps.reminded(count);
    if (count < STRETCH) return;
  }
}
