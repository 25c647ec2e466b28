import type { PlistDict } from '../../model/apple/plist.ts';

/** The UserID of whoever uses a Shared iPad: there the short name tells users apart (Apple, mdm/checkin, TokenUpdate). */
const SHARED_IPAD_USER = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF';

/** The device a message names: its UDID, or the EnrollmentID of a User Enrollment. Null when it names none. */
export function udidOf(message: PlistDict): string | null {
  return text(message.UDID) ?? text(message.EnrollmentID);
}

/** The user’s channel a message came on; '' for the device’s own. */
export function guidOf(message: PlistDict): string {
  const user = text(message.UserID) ?? text(message.EnrollmentUserID);
  if (user?.toUpperCase() !== SHARED_IPAD_USER) return user ?? '';
  return text(message.UserShortName) ?? user;
}

function text(value: PlistDict[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
