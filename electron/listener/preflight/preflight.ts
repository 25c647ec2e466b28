import { MusterError, toMusterError } from '../../model/errors.ts';
import type { ListenerOverview } from '../../model/listener.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import { PREFLIGHT_CHECKS, type PreflightCheck, type PreflightReport } from '../../model/preflight.ts';
import type { PkiService } from '../../pki/contract.ts';
import type { ListenerService, Preflight } from '../contract.ts';
import { checkCertificate } from './certificate.ts';
import { checkListener, checkName, checkReach } from './checks.ts';
import { checkClock } from './clock.ts';
import { type Finding, unknown } from './finding.ts';
import { checkMail } from './mail.ts';
import { createScene, type Scene } from './scene.ts';

export interface PreflightDeps {
  listener: Pick<ListenerService, 'overview'>;
  pki: Pick<PkiService, 'root'>;
  /** Tries the mail server’s sign-in; null when none is set up. Throws what the mail service throws. */
  tryMail(signal: AbortSignal): Promise<{ host: string; secured: boolean } | null>;
  /** Addresses of a name (DNS as the system asks it). */
  lookup(name: string): Promise<readonly string[]>;
  /** The authorities (PEM) that are trusted here without more ado. */
  roots(): readonly string[];
  /** Where an honest Date header comes from: the connected provider’s API root, else a well-known one. */
  timeSource(): Promise<string>;
  fetch: Fetch;
  clock: Clock;
  /** Told as each check ends. */
  changed(): void;
}

/** No check takes longer. */
const LATE_MS = 10_000;
const STARTING_MS = 250;

export function createPreflight(deps: PreflightDeps): Preflight {
  let last: PreflightReport | null = null;
  return {
    last: () => last,
    run: async (onResult, signal) => {
      const results: PreflightReport['results'] = [];
      const scene = createScene(deps, await started(deps, signal), signal);
      for (const check of PREFLIGHT_CHECKS) {
        const finding = await inTime(deps.clock, signal, (until) => look(check, scene, deps, until));
        const result = { check, ...finding };
        results.push(result);
        onResult(result);
        deps.changed();
      }
      last = { at: deps.clock.now(), results };
      deps.changed();
      return last;
    },
  };
}

function look(
  check: PreflightCheck,
  scene: Scene,
  deps: PreflightDeps,
  signal: AbortSignal,
): Promise<Finding> {
  switch (check) {
    case 'listener':
      return checkListener(scene);
    case 'name':
      return checkName(scene);
    case 'certificate':
      return checkCertificate(scene, deps);
    case 'clock':
      return checkClock(deps, signal);
    case 'mail':
      return checkMail(deps, signal);
    case 'reach':
      return checkReach(scene);
  }
}

/** A program that has just begun may be about to listen. */
async function started(
  { listener, clock }: Pick<PreflightDeps, 'listener' | 'clock'>,
  signal: AbortSignal,
): Promise<ListenerOverview> {
  for (let waited = 0; ; waited += STARTING_MS) {
    if (signal.aborted) throw new MusterError('cancelled');
    const overview = await listener.overview();
    if (overview.state.kind !== 'starting' || waited >= LATE_MS) return overview;
    await clock.sleep(STARTING_MS, signal).catch(() => undefined);
  }
}

/** What a check found in its time. Throws `cancelled`. */
async function inTime(
  clock: Clock,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<Finding>,
): Promise<Finding> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const late = clock.sleep(LATE_MS, until).then(
    () => unknown('late', { seconds: LATE_MS / 1000 }),
    () => new Promise<never>(() => undefined),
  );
  const cancelled = new Promise<never>((_resolve, reject) => {
    const give = (): void => reject(new MusterError('cancelled'));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([work(until).catch(failed), late, cancelled]);
  } finally {
    over.abort();
  }
}

/** A check that could not be made, with the error’s own words. */
function failed(error: unknown): Finding {
  const { code, details } = toMusterError(error);
  return unknown('failed', { ...details, code });
}
