import { MusterError } from '../model/errors.ts';
import type { ListenerSettings, ListenerState } from '../model/listener.ts';
import { createLease } from './lease.ts';
import { isThere } from './network/addresses.ts';
import { createRetries } from './retries.ts';
import type { ListenerDeps } from './service.ts';
import { createServing, type Serving } from './serving.ts';

/** Opening and losing the doors, with the lease, the state that is shown, and what is wanted. */
export interface Core {
  readonly serving: Serving;
  readonly state: ListenerState;
  /** What it is to listen with; null when it is to be off. */
  wanted: ListenerSettings | null;
  /** Ms until the next try, while it is wanted and not on. */
  readonly untilTry: number;
  show(state: ListenerState): void;
  /** Opens the doors, or has them go on with these settings. Throws why not; then they are as before. */
  open(settings: ListenerSettings): Promise<void>;
  /** The same; what fails is shown, and tried again later. */
  attempt(settings: ListenerSettings): Promise<void>;
  /** Closes the doors because of this, and tries again later. */
  lose(error: unknown): Promise<void>;
  shut(): Promise<void>;
  /** Looks whether all is as it should be; `rung`: the world has changed, so that waiting makes no sense. */
  look(passed: number, rung: boolean): Promise<void>;
}

export function createCore(deps: ListenerDeps): Core {
  const { clock, log } = deps;
  const serving = createServing(deps);
  const lease = createLease(deps);
  const retries = createRetries();
  let state: ListenerState = { kind: 'off' };

  const show = (next: ListenerState): void => {
    state = next;
    deps.changed();
  };
  const shut = async (): Promise<void> => {
    await serving.shut();
    await lease.release();
  };
  const lose = async (error: unknown): Promise<void> => {
    await shut();
    show(retries.failed(error, clock.now()));
  };
  const open = async (settings: ListenerSettings): Promise<void> => {
    needAddress(deps, settings);
    await lease.take();
    await serving.open(settings);
    core.wanted = settings;
    retries.reset();
    if (state.kind !== 'on') show({ kind: 'on', since: clock.now() });
  };
  /** A store that takes no renewal is no proof that another program listens. */
  const hold = async (passed: number, now: boolean): Promise<boolean> =>
    await lease.hold(passed, now).catch((error: unknown) => {
      log(`listener: ${String(error)}`);
      return true;
    });
  const check = async (settings: ListenerSettings, passed: number, rung: boolean): Promise<void> => {
    needAddress(deps, settings);
    if (!(await hold(passed, rung))) throw new MusterError('listener_elsewhere');
  };
  const core: Core = {
    serving,
    get state() {
      return state;
    },
    wanted: null,
    get untilTry() {
      return retries.left;
    },
    show,
    open,
    attempt: (settings) => open(settings).catch(lose),
    lose,
    shut,
    look: async (passed, rung) => {
      const { wanted } = core;
      if (wanted === null) return;
      if (rung) retries.reset();
      if (serving.settings !== null) {
        await check(wanted, passed, rung).then(serving.refresh, lose);
      } else if (retries.due(passed) || isBack(deps, wanted, state)) await core.attempt(wanted);
    },
  };
  return core;
}

/** Throws listener_address_gone. */
function needAddress(deps: Pick<ListenerDeps, 'interfaces'>, { host }: ListenerSettings): void {
  if (!isThere(host, deps.interfaces())) throw new MusterError('listener_address_gone', { address: host });
}

/** The address whose going was the trouble has returned. */
function isBack(
  deps: Pick<ListenerDeps, 'interfaces'>,
  { host }: ListenerSettings,
  state: ListenerState,
): boolean {
  const missed = state.kind === 'failed' && state.error.code === 'listener_address_gone';
  return missed && isThere(host, deps.interfaces());
}
