import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { EnrollmentProfiles } from '../parts.ts';

export interface OrderDeps {
  apple: Pick<
    Store['apple'],
    'enqueue' | 'bundle' | 'cancel' | 'device' | 'channels' | 'installs' | 'profile'
  >;
  devices: Pick<Store['devices'], 'find' | 'facts'>;
  pki: Pick<PkiService, 'cms'>;
  vault: Pick<Vault, 'seal' | 'open'>;
  profiles: EnrollmentProfiles;
  clock: Clock;
  random: Random;
  /** Orders were queued: devices are to be woken. */
  queued(): void;
}

export { createAppleActions } from './adapter/adapter.ts';
export { createRenderer } from './render/render.ts';
export { readReport } from './report/report.ts';
