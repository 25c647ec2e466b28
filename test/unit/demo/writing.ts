import { z } from 'zod';
import type { DemoOrganisation } from '../../../electron/demo/server.ts';

const resultsSchema = z.object({
  changeChromeOsDeviceStatusResults: z.array(
    z.looseObject({
      deviceId: z.string(),
      response: z.object({}).optional(),
      error: z.object({ code: z.number(), message: z.string() }).optional(),
    }),
  ),
});

export const commandSchema = z.looseObject({
  commandId: z.string(),
  type: z.string(),
  state: z.string(),
  issueTime: z.string(),
  commandExpireTime: z.string(),
  payload: z.string().optional(),
  commandResult: z
    .object({ result: z.string(), executeTime: z.string(), errorMessage: z.string().optional() })
    .optional(),
});

export const recordSchema = z.looseObject({
  etag: z.string(),
  status: z.string(),
  orgUnitPath: z.string(),
  lastSync: z.string().optional(),
  lastEnrollmentTime: z.string().optional(),
  recentUsers: z.array(z.unknown()).optional(),
  osUpdateStatus: z.looseObject({ rebootTime: z.string().optional() }).optional(),
  annotatedUser: z.string().optional(),
  annotatedLocation: z.string().optional(),
  annotatedAssetId: z.string().optional(),
  notes: z.string().optional(),
});

/** The full record of a device, as its organisation has it now. */
export function recordOf(demo: DemoOrganisation, deviceId: string) {
  return recordSchema.parse(JSON.parse(demo.control.record(deviceId)));
}

/** A plain client of the Directory API's writes for one token. */
export function writer(demo: DemoOrganisation, token: string) {
  const root = `${demo.apiRoot}admin/directory/v1/customer/my_customer/devices/chromeos`;
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${root}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const status = (action: string, deviceIds: string[], more: object = {}) =>
    send('POST', ':batchChangeStatus', {
      changeChromeOsDeviceStatusAction: `CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_${action}`,
      deviceIds,
      ...more,
    });
  const issue = (deviceId: string, commandType: string, payload?: object) =>
    send('POST', `/${deviceId}:issueCommand`, {
      commandType,
      ...(payload && { payload: JSON.stringify(payload) }),
    });
  return {
    send,
    status,
    issue,
    /** The results of a change of status, one for each device: `ok` or the error's code. */
    async outcomes(action: string, deviceIds: string[], more: object = {}) {
      const answer = await status(action, deviceIds, more);
      const { changeChromeOsDeviceStatusResults: results } = resultsSchema.parse(await answer.json());
      return results.map(({ response, error }) => (response ? 'ok' : error?.code));
    },
    /** Issues a command that must be taken; returns its id. */
    async command(deviceId: string, type: string, payload?: object): Promise<string> {
      const answer = await issue(deviceId, type, payload);
      return z.object({ commandId: z.string() }).parse(await answer.json()).commandId;
    },
    async follow(deviceId: string, commandId: string) {
      return commandSchema.parse(await (await send('GET', `/${deviceId}/commands/${commandId}`)).json());
    },
    move: (orgUnitPath: string, deviceIds: string[]) =>
      send('POST', `/moveDevicesToOu?${new URLSearchParams({ orgUnitPath })}`, { deviceIds }),
    patch: (deviceId: string, body: object, query = '') => send('PATCH', `/${deviceId}${query}`, body),
  };
}
