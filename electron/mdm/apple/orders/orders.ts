import type { ActionAdapter } from '../../../model/action-adapter.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { EnrollmentProfiles, ReadReport, RenderOrder } from '../parts.ts';

export interface OrderDeps {
  apple: Store['apple'];
  devices: Pick<Store['devices'], 'find' | 'facts'>;
  pki: Pick<PkiService, 'cms'>;
  vault: Pick<Vault, 'seal' | 'open'>;
  profiles: EnrollmentProfiles;
  clock: Clock;
  random: Random;
  /** Orders were queued: devices are to be woken. */
  queued(): void;
}

/** See RenderOrder. */
export function createRenderer(_deps: OrderDeps): RenderOrder {
  throw new Error('not built yet');
}

/** See ReadReport. */
export const readReport: ReadReport = () => {
  throw new Error('not built yet');
};

/** Actions of the command centre as orders to devices: `send` queues, `follow` reads the queue. */
export function createAppleActions(_deps: OrderDeps): ActionAdapter {
  throw new Error('not built yet');
}
