import type { PlistDict } from '../../model/apple/plist.ts';

/** The UserID of whoever uses a Shared iPad: there the short name tells users apart (Apple, mdm/checkin, TokenUpdate). */
const SHARED_IPAD_USER = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF';
/** What names a device and its users; a message with another thing in these places is none of Apple’s. */
const NAMES = ['UDID', 'EnrollmentID', 'UserID', 'EnrollmentUserID', 'UserShortName'] as const;
/** Longer than any of them, in characters. */
const LONGEST = 255;

/** The device a message names: its UDID, or the EnrollmentID of a User Enrollment. Null when it names none, or not as Apple does. */
export function udidOf(message: PlistDict): string | null {
  if (NAMES.some((key) => !isName(message[key]))) return null;
  return text(message.UDID) ?? text(message.EnrollmentID);
}

/** The user’s channel a message came on; '' for the device’s own. To be asked of messages that name a device. */
export function guidOf(message: PlistDict): string {
  const user = text(message.UserID) ?? text(message.EnrollmentUserID);
  if (user?.toUpperCase() !== SHARED_IPAD_USER) return user ?? '';
  return text(message.UserShortName) ?? user;
}

function isName(value: PlistDict[string] | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.length <= LONGEST);
}

function text(value: PlistDict[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
