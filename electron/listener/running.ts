import type { ListenerSettings, ListenerState } from '../model/listener.ts';
import type { createTurns } from '../model/turns.ts';
import { type Core, createCore } from './core.ts';
import { createKeeper } from './keeper.ts';
import type { ListenerDeps } from './service.ts';
import type { Serving } from './serving.ts';

/** The listener as it runs in this program. What changes it is called in turn; the rest only looks. */
export interface Running extends Pick<Serving, 'seen' | 'log'> {
  readonly state: ListenerState;
  readonly on: boolean;
  /** What it listens with; null while it does not. */
  readonly settings: ListenerSettings | null;
  /** Listens from now on, if `keep` (its being written down) succeeds too; else it is as before, and this throws. */
  begin(settings: ListenerSettings, keep: () => Promise<void>): Promise<void>;
  /** The same for a program that starts: what fails is tried again later. */
  resume(settings: ListenerSettings): Promise<void>;
  /** Goes on with other settings, if it is on and `keep` succeeds; else it is as before, and this throws. */
  adopt(settings: ListenerSettings, keep: () => Promise<void>): Promise<void>;
  /** Serves with the certificate there is now. */
  renew(): Promise<void>;
  end(): Promise<void>;
  /** Looks at once whether all is as it should be. */
  wake(): void;
  /** Looks no more by itself. Not called in turn, since a look that is under way is. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** How often the network is looked at. */
const LOOK_MS = 15_000;

export function createRunning(deps: ListenerDeps, inTurn: ReturnType<typeof createTurns>): Running {
  const core = createCore(deps);
  const { serving } = core;
  const pause = (): number =>
    core.wanted === null || serving.settings !== null ? LOOK_MS : Math.min(LOOK_MS, core.untilTry);
  const keeper = createKeeper(deps, pause, (passed, rung) => inTurn(() => core.look(passed, rung)));
  return {
    get state() {
      return core.state;
    },
    get on() {
      return serving.settings !== null;
    },
    get settings() {
      return serving.settings;
    },
    seen: serving.seen,
    log: serving.log,
    begin: async (settings, keep) => {
      await begin(core, settings, keep);
      keeper.start();
    },
    resume: async (settings) => {
      core.wanted = settings;
      core.show({ kind: 'starting' });
      await core.attempt(settings);
      keeper.start();
    },
    adopt: (settings, keep) => adopt(core, settings, keep),
    renew: async () => {
      if (serving.settings !== null) await serving.open(serving.settings);
    },
    end: async () => {
      core.wanted = null;
      await core.shut();
      core.show({ kind: 'off' });
    },
    wake: keeper.ring,
    rest: keeper.stop,
    close: async () => {
      core.wanted = null;
      await core.shut().finally(serving.close);
    },
  };
}

async function begin(core: Core, settings: ListenerSettings, keep: () => Promise<void>): Promise<void> {
  const { state, wanted } = core;
  core.show({ kind: 'starting' });
  try {
    await core.open(settings);
    await keep();
  } catch (error) {
    await core.shut();
    core.wanted = wanted;
    core.show(state);
    throw error;
  }
}

async function adopt(core: Core, settings: ListenerSettings, keep: () => Promise<void>): Promise<void> {
  const { serving } = core;
  const before = serving.settings;
  if (before === null) {
    await keep();
    if (core.wanted !== null) core.wanted = settings;
    if (core.wanted !== null) await core.attempt(settings);
    return;
  }
  try {
    await core.open(settings);
    await keep();
  } catch (error) {
    core.wanted = before;
    // It was not written down: back to what is.
    if (serving.settings === settings) await core.attempt(before);
    if (serving.settings === null) await core.lose(error);
    throw error;
  }
}
