import { MusterError } from '../../model/errors.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import type { PkiService } from '../../pki/contract.ts';
import type { ListenerService, Preflight } from '../contract.ts';

export interface PreflightDeps {
  listener: Pick<ListenerService, 'overview'>;
  pki: Pick<PkiService, 'root'>;
  /** Tries the mail server’s sign-in; null when none is set up. Throws what the mail service throws. */
  tryMail(signal: AbortSignal): Promise<{ host: string; secured: boolean } | null>;
  /** Addresses of a name (DNS as the system asks it). */
  lookup(name: string): Promise<readonly string[]>;
  /** Where an honest Date header comes from: the connected provider’s API root, else a well-known one. */
  timeSource(): Promise<string>;
  fetch: Fetch;
  clock: Clock;
  /** Told as each check ends. */
  changed(): void;
}

export function createPreflight(_deps: PreflightDeps): Preflight {
  throw new MusterError('not_available');
}
