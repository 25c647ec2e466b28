import { isMusterError } from '../../../model/errors.ts';
import type { GoogleAnswer } from '../retry/answer.ts';
import type { OnceResult } from '../retry/send-once.ts';
import type { Call } from './transport.ts';
import {
  type DeviceCommand,
  readCommand,
  readCommandId,
  readStatusResults,
  type StatusResult,
} from './write-answers.ts';

/** What became of a write; `answered` brings what its answer says. See `OnceResult`. */
export type Written<T> = { kind: 'answered'; value: T } | Exclude<OnceResult, { kind: 'answered' }>;

/** What batchChangeStatus does; Google's words are `CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_…`. */
export type StatusChange = 'DEPROVISION' | 'DISABLE' | 'REENABLE';

/** The fields of a device that an admin can write (chromeosdevices.patch). */
export interface DevicePatch {
  annotatedAssetId?: string;
  annotatedUser?: string;
  annotatedLocation?: string;
  notes?: string;
}

/**
 * The part of Google's Directory API that changes devices. Each write is sent at most once, never throws for what
 * became of it, and throws the signal's reason only when it fires before anything was done.
 */
export interface DirectoryWrites {
  /** At most 50 devices. `reason` is Google's word (`DEPROVISION_REASON_…`), for DEPROVISION alone. */
  changeStatus(
    change: StatusChange,
    deviceIds: readonly string[],
    reason: string | null,
    signal?: AbortSignal,
  ): Promise<Written<StatusResult[]>>;
  /** Answers the command's id. `payload` is JSON text, for commands that take one. */
  issueCommand(
    deviceId: string,
    type: string,
    payload: string | null,
    signal?: AbortSignal,
  ): Promise<Written<string>>;
  /** Reads, patiently like every read of `DirectoryApi`, and throws as those do; null when there is no such command. */
  getCommand(deviceId: string, commandId: string, signal?: AbortSignal): Promise<DeviceCommand | null>;
  /** At most 50 devices, to a unit's path or id (`id:…`). The answer says nothing of the single devices. */
  moveToUnit(deviceIds: readonly string[], unit: string, signal?: AbortSignal): Promise<Written<null>>;
  /** Only the fields named are changed. That it was taken does not mean that it holds: read the device back. */
  patchDevice(deviceId: string, fields: DevicePatch, signal?: AbortSignal): Promise<Written<null>>;
}

export interface WritesDeps {
  customerId: string;
  /** Sends a call at most once. */
  once(call: Call, signal: AbortSignal | undefined): Promise<OnceResult>;
  /** Sends a call that reads until it is answered; `accept` are error statuses taken as answers. */
  read(call: Call, signal: AbortSignal | undefined, more: { accept: number[] }): Promise<GoogleAnswer>;
}

/** The writing half of the Directory client. */
export function createWrites({ customerId, once, read }: WritesDeps): DirectoryWrites {
  return {
    changeStatus: async (change, deviceIds, reason, signal) => {
      const requestBody = {
        deviceIds: [...deviceIds],
        changeChromeOsDeviceStatusAction: `CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_${change}`,
        ...(reason === null ? {} : { deprovisionReason: reason }),
      };
      const call: Call = (admin, opts) =>
        admin.customer.devices.chromeos.batchChangeStatus({ customerId, requestBody }, opts);
      return written(await once(call, signal), readStatusResults);
    },
    issueCommand: async (deviceId, commandType, payload, signal) => {
      const requestBody = { commandType, ...(payload === null ? {} : { payload }) };
      const call: Call = (admin, opts) =>
        admin.customer.devices.chromeos.issueCommand({ customerId, deviceId, requestBody }, opts);
      return written(await once(call, signal), readCommandId);
    },
    getCommand: async (deviceId, commandId, signal) => {
      const call: Call = (admin, opts) =>
        admin.customer.devices.chromeos.commands.get({ customerId, deviceId, commandId }, opts);
      const answer = await read(call, signal, { accept: [404] });
      return answer.status === 404 ? null : readCommand(answer.text);
    },
    moveToUnit: async (deviceIds, orgUnitPath, signal) => {
      const requestBody = { deviceIds: [...deviceIds] };
      const call: Call = (admin, opts) =>
        admin.chromeosdevices.moveDevicesToOu({ customerId, orgUnitPath, requestBody }, opts);
      return written(await once(call, signal), () => null);
    },
    patchDevice: async (deviceId, fields, signal) => {
      const params = { customerId, deviceId, projection: 'BASIC', requestBody: { ...fields } };
      const call: Call = (admin, opts) => admin.chromeosdevices.patch(params, opts);
      return written(await once(call, signal), () => null);
    },
  };
}

/** An answer that cannot be understood is as good as lost: the request was taken, and did who knows what. */
function written<T>(result: OnceResult, readAnswer: (text: string) => T): Written<T> {
  if (result.kind !== 'answered') return result;
  try {
    return { kind: 'answered', value: readAnswer(result.answer.text) };
  } catch (error) {
    if (!isMusterError(error)) throw error;
    return { kind: 'lost', error };
  }
}
