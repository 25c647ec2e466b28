import type { AuditDraft } from '../../../model/audit.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { AppleDoor } from '../contract.ts';
import type { ReadReport, RenderOrder, Settled } from '../parts.ts';

export interface DoorDeps {
  apple: Store['apple'];
  users: Store['users'];
  pki: Pick<PkiService, 'judgeDevice' | 'issueDevice' | 'revoke' | 'cms' | 'scep'>;
  vault: Pick<Vault, 'seal' | 'open'>;
  clock: Clock;
  random: Random;
  render: RenderOrder;
  read: ReadReport;
  settled: Settled;
  /** A device became active (`first`), or a user of a Mac got a channel. */
  registered(deviceId: string, first: boolean): void;
  /** The deed is the device’s: actor is its user, origin `device`. */
  draft(
    user: string,
    deed: AuditDraft['deed'],
    object: string | null,
    detail: AuditDraft['detail'],
    result?: string,
  ): AuditDraft;
  /** Devices, orders, invitations or tickets changed. */
  changed(): void;
  log(message: string): void;
}

/** See AppleDoor. */
export function createAppleDoor(_deps: DoorDeps): AppleDoor {
  throw new Error('not built yet');
}
