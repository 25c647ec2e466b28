import { z } from 'zod';
import type { PlistDict } from '../../../../model/apple/plist.ts';
import { guidOf, udidOf } from '../../channel.ts';
import type { ReadReport } from '../../parts.ts';
import { errorsOf, settingsErrors } from './errors.ts';
import { inventoryOf } from './inventory.ts';

const statusSchema = z.enum(['Idle', 'Acknowledged', 'Error', 'CommandFormatError', 'NotNow']);

/** See ReadReport. What is malformed beside status and names costs itself alone: the result still counts. */
export const readReport: ReadReport = (message) => {
  const status = statusSchema.safeParse(message.Status);
  const udid = udidOf(message);
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

function text(value: PlistDict[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
