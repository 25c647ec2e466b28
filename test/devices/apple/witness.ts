import type { DeviceNetwork, DeviceRequest } from '../../../electron/demo/apple/device/network.ts';
import { isDict, type PlistDict } from '../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist } from '../../../electron/plist/plist.ts';

/** A command that arrived at a device. `life`: which of the device’s lives it was in then. */
export interface Told {
  readonly udid: string;
  readonly life: number;
  readonly uuid: string;
  readonly requestType: string;
}

/** A report that a device sent. `answered`: with which status; null when no answer came. */
export interface Said {
  readonly udid: string;
  readonly uuid: string;
  readonly status: string;
  readonly answered: number | null;
}

/** Sees what goes between devices and their server on the command channel, and what arrives. */
export interface Witness {
  readonly told: Told[];
  readonly said: Said[];
  /** Statuses of all answers to whatever the devices sent. */
  readonly statuses: Set<number>;
  readonly network: DeviceNetwork;
}

/** `lifeOf`: which life the device with this UDID is in. */
export function createWitness(network: DeviceNetwork, lifeOf: (udid: string) => number): Witness {
  const told: Told[] = [];
  const said: Said[] = [];
  const statuses = new Set<number>();
  const note = (report: PlistDict | null, answered: number | null): void => {
    if (report === null || report.CommandUUID === undefined) return;
    const { UDID, CommandUUID, Status } = report;
    said.push({ udid: textOf(UDID), uuid: textOf(CommandUUID), status: textOf(Status), answered });
  };
  return {
    told,
    said,
    statuses,
    network: {
      ...network,
      send: async (request: DeviceRequest) => {
        const report = request.url.endsWith('/mdm/connect') ? dictOf(request.body) : null;
        const answer = await network.send(request).catch((error: unknown) => {
          note(report, null);
          throw error;
        });
        statuses.add(answer.status);
        note(report, answer.status);
        const udid = textOf(report?.UDID);
        const order = report === null || answer.status !== 200 ? null : dictOf(answer.body);
        if (order !== null && isDict(order.Command)) {
          const { CommandUUID, Command } = order;
          const requestType = textOf(Command.RequestType);
          told.push({ udid, life: lifeOf(udid), uuid: textOf(CommandUUID), requestType });
        }
        return answer;
      },
    },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Null for what is none. */
function dictOf(bytes: Uint8Array | null): PlistDict | null {
  if (bytes === null || bytes.length === 0) return null;
  try {
    return readPlist(bytes, DEVICE_LIMITS);
  } catch {
    // Devices send what they like, in tests too.
    return null;
  }
}
