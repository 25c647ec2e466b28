import type { DraftDeed } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { Store } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { PushService } from './contract.ts';

export interface PushDeps {
  apple: Store['apple'];
  settings: Store['settings'];
  audit: Pick<Store['audit'], 'append'>;
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  organisation(): string;
  /** Where pushes go: Apple’s own host, or the demo’s or a test’s with the authority (PEM) to trust there. */
  endpoint(): { host: string; port: number; authority: string | null };
  /** A device is gone from Apple’s push service since (ms UTC; null: not told) by an answer that is newer than its token. */
  unregistered(deviceId: string, since: number | null): Promise<void>;
  changed(): void;
  log(message: string): void;
}

/** See PushService. Touches nothing until its first use. */
export function createPushService(_deps: PushDeps): PushService {
  throw new Error('not built yet');
}
