import { isIP } from 'node:net';
import { isLoopbackHost, type ListenerOverview } from '../../model/listener.ts';
import type { Clock } from '../../model/ports.ts';
import { isEverywhere, plainAddress } from '../network/addresses.ts';
import type { PreflightDeps } from './preflight.ts';
import { probe, type Shown } from './probe.ts';

/** What the checks look at; each thing is asked for once. */
export interface Scene {
  readonly overview: ListenerOverview;
  /** It answers, in this program or another. */
  readonly listening: boolean;
  /** The addresses the public name stands for. Rejects with what the system says. */
  addresses(): Promise<readonly string[]>;
  /** What answers at the address that is bound to. */
  here(): Promise<Shown>;
  /** What answers at the public name and port. */
  outside(): Promise<Shown>;
}

/** Two of them fit into the time of one check. */
const PROBE_MS = 4500;

export function createScene(deps: PreflightDeps, overview: ListenerOverview, signal: AbortSignal): Scene {
  const { settings, state } = overview;
  const { publicName: name, publicPort, peoplePort } = settings;
  const addresses = once(async () => (isIP(name) === 0 ? await deps.lookup(name) : [name]).map(plainAddress));
  const roots = once(async () => deps.roots());
  const probed = (host: string, port: number) =>
    once(async () => {
      const trusted = await roots();
      return await inTime(deps.clock, signal, (until) =>
        probe({ host, port, name }, { roots: trusted, lookup: deps.lookup }, until),
      );
    });
  return {
    overview,
    listening: state.kind === 'on' || state.kind === 'elsewhere',
    addresses,
    here: probed(boundAddress(settings.host), peoplePort),
    outside: probed(name, publicPort ?? peoplePort),
  };
}

/** Where the listener answers on this machine. */
function boundAddress(host: string): string {
  if (!isEverywhere(host)) return host;
  return isIP(host) === 6 ? '::1' : '127.0.0.1';
}

/** True when the public name means every machine itself. */
export function isOnlyHere({ publicName }: { publicName: string }, addresses: readonly string[]): boolean {
  return isLoopbackHost(publicName) || addresses.every(isLoopbackHost);
}

/** What an attempt to connect or to ask ended with, in the system’s words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses fails with one error for each and no words of its own; fetch hides what it met.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? reasonOf(inner) : error.message || error.name;
}

async function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const ended = new AbortController();
  clock.sleep(PROBE_MS, ended.signal).then(
    () => over.abort(),
    () => undefined,
  );
  try {
    return await work(AbortSignal.any([signal, over.signal]));
  } catch (error) {
    throw over.signal.aborted ? new Error('ETIMEDOUT') : error;
  } finally {
    ended.abort();
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work();
    return result;
  };
}
