import type { PlistDict } from '../../../model/apple/plist.ts';
import type { Random } from '../../../model/ports.ts';
import { RIGHTS } from './management.ts';
import type { DeviceState, Enrollment, UserState } from './state.ts';

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const newUnlockToken = (random: Random): string => base64(random.bytes(256));

/** Authenticate (Apple, mdm/checkin/authenticate). */
export function authenticate(
  state: DeviceState,
  { topic, accessRights }: Pick<Enrollment, 'topic' | 'accessRights'>,
): PlistDict {
  const { hardware } = state;
  const told: PlistDict = { MessageType: 'Authenticate', Topic: topic, UDID: hardware.udid };
  if (hardware.kind === 'mac') {
    Object.assign(told, { DeviceName: state.name, Model: hardware.product, ModelName: hardware.modelName });
  }
  if ((accessRights & RIGHTS.deviceInformation) === 0) return told;
  Object.assign(told, {
    OSVersion: state.osVersion,
    BuildVersion: state.build,
    ProductName: hardware.product,
    SerialNumber: hardware.serial,
  });
  if (hardware.imei !== null) told.IMEI = hardware.imei;
  if (hardware.meid !== null) told.MEID = hardware.meid;
  return told;
}

/** TokenUpdate of the device (Apple, mdm/checkin/tokenupdate). */
export function tokenUpdate(
  state: DeviceState,
  enrollment: Pick<Enrollment, 'topic' | 'push' | 'unlockToken'>,
): PlistDict {
  const told: PlistDict = {
    MessageType: 'TokenUpdate',
    Topic: enrollment.topic,
    UDID: state.hardware.udid,
    Token: bytesOf(enrollment.push.token),
    PushMagic: enrollment.push.magic,
  };
  if (enrollment.unlockToken !== null) told.UnlockToken = bytesOf(enrollment.unlockToken);
  if (state.hardware.kind !== 'mac') told.AwaitingConfiguration = false;
  return told;
}

/** What every message of a Mac user’s channel says besides. */
export function userKeys(user: UserState): PlistDict {
  const session: PlistDict = user.authToken === null ? {} : { AuthToken: user.authToken };
  return {
    ...session,
    UserID: user.guid,
    UserShortName: user.shortName,
    UserLongName: user.longName,
    NotOnConsole: false,
  };
}

/** TokenUpdate of a user of a Mac. */
export function userTokenUpdate(state: DeviceState, user: UserState, topic: string): PlistDict {
  return {
    MessageType: 'TokenUpdate',
    Topic: topic,
    UDID: state.hardware.udid,
    Token: bytesOf(user.push.token),
    PushMagic: user.push.magic,
    ...userKeys(user),
  };
}
