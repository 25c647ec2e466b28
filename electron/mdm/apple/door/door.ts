import type { AuditDraft } from '../../../model/audit.ts';
import { toMusterError } from '../../../model/errors.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import type { Store } from '../../../store/contract.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { AppleDoor, MdmAnswer, Presented } from '../contract.ts';
import type { ReadReport, RenderOrder, Settled } from '../parts.ts';
import { failed } from './answers.ts';
import { createCheckIn } from './check-in.ts';
import { prove } from './proof.ts';
import { createRefusals } from './refusals.ts';
import { createReporting } from './report.ts';
import { createScepDoor } from './scep.ts';

export interface DoorDeps {
  apple: Store['apple'];
  users: Store['users'];
  audit: Pick<Store['audit'], 'append'>;
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
export function createAppleDoor(deps: DoorDeps): AppleDoor {
  const refusals = createRefusals(deps);
  const checkIn = createCheckIn({ ...deps, refusals });
  const report = createReporting({ ...deps, refusals });
  const answered = async (
    presented: Presented,
    body: Uint8Array,
    answer: typeof checkIn,
  ): Promise<MdmAnswer> => {
    try {
      const proof = await prove(deps, refusals, presented, body);
      return proof.kind === 'refused' ? proof.answer : await answer(proof.sender, body);
    } catch (error) {
      deps.log(`apple: a device could not be answered: ${toMusterError(error).code}`);
      return failed(error);
    }
  };
  return {
    ...createScepDoor(deps),
    checkIn: (presented, body) => answered(presented, body, checkIn),
    report: (presented, body) => answered(presented, body, report),
  };
}
