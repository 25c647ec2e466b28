import type { ActionSpec } from '../../model/action.ts';
import type { FreshDevice, Order, TargetOutcome } from '../../model/action-adapter.ts';
import { conflicts } from '../../model/annotation-change.ts';
import type { Target } from '../../model/command.ts';
import type { ClaimedTarget } from '../../store/contract.ts';
import { plain } from '../records.ts';
import type { Shift } from './shift.ts';
import { type CommonTrouble, troubleOf } from './trouble.ts';

/** What looking at claimed targets showed. */
export interface Checked {
  /** Those that may be sent to. */
  orders: Order[];
  /** Those that must not, and why. */
  refused: { target: Target; outcome: TargetOutcome }[];
  /** Set when something stands in the way of all: nothing may be sent on this. */
  trouble: CommonTrouble | null;
}

/** Reads every claimed device again, and finds those that may no longer be sent to. */
export async function precheck(
  shift: Shift,
  spec: ActionSpec,
  claimed: readonly ClaimedTarget[],
): Promise<Checked> {
  const checked: Checked = { orders: [], refused: [], trouble: null };
  const checkOne = async ({ target, between }: ClaimedTarget): Promise<void> => {
    if (checked.trouble !== null || shift.over.aborted) return;
    const outcome = between === null ? await look(shift, spec, target, checked) : plain('cancelled', between);
    if (outcome === null) return;
    if (outcome === 'good') checked.orders.push({ target, change: target.change });
    else checked.refused.push({ target, outcome });
  };
  await Promise.all(claimed.map((one) => shift.looking(() => checkOne(one))));
  checked.orders.sort((one, other) => one.target.id - other.target.id);
  return checked;
}

/** So many devices forbidden one after another mean that the account has lost its permission. */
const FORBIDDEN_AT_MOST = 5;

/** Null when the device could not be read for a reason that concerns all. */
async function look(
  { connection, over, met }: Shift,
  spec: ActionSpec,
  target: Target,
  checked: Checked,
): Promise<TargetOutcome | 'good' | null> {
  try {
    const fresh = await connection.adapter.look(target.facts.providerId, over);
    met.forbidden = 0;
    return refusalOf(connection.adapter.judge, spec, target, fresh) ?? 'good';
  } catch (error) {
    if (over.aborted) return null;
    const trouble = troubleOf(error);
    if (trouble.kind !== 'device') {
      checked.trouble = trouble;
      return null;
    }
    if (trouble.forbidden && ++met.forbidden > FORBIDDEN_AT_MOST) {
      checked.trouble = { kind: 'barred', pause: 'permission_lost' };
      return null;
    }
    return { state: 'failed', reason: 'refused', message: trouble.message };
  }
}

/**
 * Why a device as it is now must not be sent to. Registered at another time than when it was frozen, it lives another
 * life, whatever the time it was registered at; one whose time appears or disappears is taken as such.
 */
export function refusalOf(
  judge: Shift['connection']['adapter']['judge'],
  spec: ActionSpec,
  { facts: frozen, change }: Pick<Target, 'facts' | 'change'>,
  fresh: FreshDevice | null,
): TargetOutcome | null {
  if (fresh === null) return plain('cancelled', 'gone');
  if (fresh.facts.enrolledAt !== frozen.enrolledAt) return plain('cancelled', 'reregistered');
  const refusal = judge(spec, { ...fresh.facts, vanishedAt: null }, change);
  if (refusal !== null) return plain('cancelled', refusal);
  if (spec.action !== 'annotate') return null;
  const fields = conflicts(frozen.annotations, fresh.facts.annotations, change ?? spec.changes ?? {});
  return fields.length > 0 ? { ...plain('failed', 'conflict'), message: fields.join(', ') } : null;
}
