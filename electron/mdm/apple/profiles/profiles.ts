import type { DraftDeed } from '../../../model/audit.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { ProfileService } from '../contract.ts';
import type { Settled } from '../parts.ts';

export interface ProfileDeps {
  apple: Store['apple'];
  devices: Pick<Store['devices'], 'facts'>;
  pki: Pick<PkiService, 'cms'>;
  vault: Pick<Vault, 'seal' | 'open'>;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  /** The library, or what is where, changed. */
  changed(): void;
  /** Orders were queued: devices are to be woken. */
  queued(): void;
}

/** See ProfileService; `settled` is told of every order that a device has answered. */
export function createProfiles(_deps: ProfileDeps): ProfileService & { settled: Settled } {
  throw new Error('not built yet');
}
