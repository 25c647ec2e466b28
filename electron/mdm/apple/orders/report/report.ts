import { z } from 'zod';
import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { ReadReport } from '../../parts.ts';
import { errorsOf, settingsErrors } from './errors.ts';
import { inventoryOf } from './inventory.ts';

const statusSchema = z.enum(['Idle', 'Acknowledged', 'Error', 'CommandFormatError', 'NotNow']);

/** The UserID of whoever uses a shared iPad: there the channel is told by the short name (NanoMDM, mdm/type.go). */
const SHARED_IPAD_USER = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF';

/** See ReadReport. What is malformed beside status and names costs itself alone: the result still counts. */
export const readReport: ReadReport = (message) => {
  const status = statusSchema.safeParse(message.Status);
  const udid = text(message.UDID) ?? text(message.EnrollmentID);
  if (!status.success || udid === null) return null;
  const guid = guidOf(message);
  const said = { udid, guid, uuid: text(message.CommandUUID) };
  if (status.data !== 'Acknowledged')
    return { ...said, status: status.data, errors: errorsOf(message.ErrorChain), inventory: null };
  const refused = settingsErrors(message.Settings);
  if (refused !== null) return { ...said, status: 'Error', errors: refused, inventory: null };
  // A user’s channel tells what is his, which is not the device’s inventory.
  const inventory = guid === '' ? inventoryOf(message) : null;
  return { ...said, status: 'Acknowledged', errors: null, inventory };
};

/** Which channel speaks: '' is the device’s own. */
function guidOf(message: PlistDict): string {
  const user = text(message.UserID) ?? text(message.EnrollmentUserID);
  if (user?.toUpperCase() !== SHARED_IPAD_USER) return user ?? '';
  return text(message.UserShortName) ?? user;
}

function text(value: PlistDict[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
