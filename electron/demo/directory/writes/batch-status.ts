import { z } from 'zod';
import { type Ask, json } from '../../answer.ts';
import { deviceFor } from '../devices.ts';
import { invalidInput } from '../errors.ts';
import { batchSchema, bodyOf, refused, type Work, type Write } from './write.ts';

const PREFIX = 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_';

const bodySchema = z.looseObject({
  changeChromeOsDeviceStatusAction: z.enum([`${PREFIX}DEPROVISION`, `${PREFIX}DISABLE`, `${PREFIX}REENABLE`]),
  deprovisionReason: z
    .enum([
      'DEPROVISION_REASON_SAME_MODEL_REPLACEMENT',
      'DEPROVISION_REASON_UPGRADE',
      'DEPROVISION_REASON_DOMAIN_MOVE',
      'DEPROVISION_REASON_SERVICE_EXPIRATION',
      'DEPROVISION_REASON_OTHER',
      'DEPROVISION_REASON_DIFFERENT_MODEL_REPLACEMENT',
      'DEPROVISION_REASON_RETIRING_DEVICE',
      'DEPROVISION_REASON_UPGRADE_TRANSFER',
      'DEPROVISION_REASON_NOT_REQUIRED',
      'DEPROVISION_REASON_REPAIR_CENTER',
    ])
    .optional(),
  deviceIds: batchSchema,
});

/** What each action is called among effects, from which states it leads, and where to. */
const STEPS = {
  [`${PREFIX}DEPROVISION`]: { what: 'deprovision', from: ['ACTIVE', 'DISABLED'], to: 'DEPROVISIONED' },
  [`${PREFIX}DISABLE`]: { what: 'disable', from: ['ACTIVE'], to: 'DISABLED' },
  [`${PREFIX}REENABLE`]: { what: 'reenable', from: ['DISABLED'], to: 'ACTIVE' },
} as const;
type Step = (typeof STEPS)[keyof typeof STEPS];

/** A google.rpc.Status, with google.rpc.Code's numbers. */
interface RpcStatus {
  readonly code: number;
  readonly message: string;
}

const NOT_FOUND: RpcStatus = { code: 5, message: 'Requested entity was not found.' };
const PERMISSION_DENIED: RpcStatus = { code: 7, message: 'The caller does not have permission' };
const NO_LICENCE: RpcStatus = {
  code: 9,
  message: 'Not enough licenses are available to re-enable the device.',
};

/** `customer.devices.chromeos.batchChangeStatus`: every device has its own result. */
export function batchChangeStatus(ask: Ask): Write {
  const read = bodyOf(ask, bodySchema);
  if (!('asked' in read)) return refused(read);
  const { changeChromeOsDeviceStatusAction: action, deprovisionReason, deviceIds } = read.asked;
  const step = STEPS[action];
  if ((step.what === 'deprovision') !== (deprovisionReason !== undefined))
    return { action, deviceIds, carryOut: () => invalidInput('deprovisionReason') };
  return {
    action,
    deviceIds,
    carryOut: (work) =>
      json({
        changeChromeOsDeviceStatusResults: deviceIds.map((deviceId) => {
          const error = change(work, deviceId, step, deprovisionReason);
          return { deviceId, ...(error === undefined ? { response: {} } : { error }) };
        }),
      }),
  };
}

/** Changes one device; returns why not when it cannot be. */
function change(work: Work, deviceId: string, step: Step, reason: string | undefined): RpcStatus | undefined {
  const { demo, role, occasion } = work;
  const device = deviceFor(demo, role, deviceId);
  if ('headers' in device) return device.status === 404 ? NOT_FOUND : PERMISSION_DENIED;
  const possible: readonly string[] = step.from;
  if (!possible.includes(device.status))
    return { code: 9, message: `The device cannot be changed from ${device.status} to ${step.to}.` };
  if (step.what === 'reenable' && demo.faults.strike('licenceExhausted', occasion) !== undefined)
    return NO_LICENCE;
  const at = demo.time.now();
  work.effect(device.index, step.what, reason ?? '', {
    kind: 'change',
    index: device.index,
    change: { status: step.to, statusAt: at, ...(reason !== undefined && { reason: asInRecords(reason) }) },
  });
  if (step.what !== 'deprovision') return undefined;
  for (const { id } of demo.organisation.commands.open(device.index))
    demo.ledger.do({ kind: 'cancel', id, at });
  return undefined;
}

/** A device's record spells reasons as `deprovisionReasonRetiringDevice`. */
function asInRecords(reason: string): string {
  return reason.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
