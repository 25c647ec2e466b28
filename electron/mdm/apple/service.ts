import type { PushStanding } from '../../model/apple/enrollment.ts';
import type { DraftDeed } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { PkiService } from '../../pki/contract.ts';
import type { Store } from '../../store/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { AppleDoor, AppleEnrollment, AppleService, ProfileService } from './contract.ts';

export interface AppleDeps {
  apple: Store['apple'];
  users: Store['users'];
  devices: Store['devices'];
  pki: Pick<PkiService, 'revoke'>;
  vault: Pick<Vault, 'open'>;
  door: AppleDoor;
  enrollment: AppleEnrollment;
  profiles: ProfileService;
  /** The topic pushes go out under, and why they cannot; `ready` when they can. */
  push(): Promise<{ topic: string | null; standing: PushStanding }>;
  wakePush(): void;
  clock: Clock;
  random: Random;
  draft: DraftDeed;
  changed(): void;
  log(message: string): void;
}

/** See AppleService. */
export function createAppleService(_deps: AppleDeps): AppleService {
  throw new Error('not built yet');
}
