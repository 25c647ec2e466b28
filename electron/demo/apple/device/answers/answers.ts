import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { Inside } from '../inside.ts';
import { RIGHTS } from '../management.ts';
import type { ScriptedAnswer } from '../mishaps.ts';
import type { UserState } from '../state.ts';
import { type Answer, type Carry, done, failed, formatError } from './answer.ts';
import { deviceInformation } from './information.ts';
import { applicationList, certificateList, profileList } from './lists.ts';
import {
  clearPasscode,
  deviceLock,
  disableLostMode,
  enableLostMode,
  eraseDevice,
  restartDevice,
  shutDownDevice,
} from './locking.ts';
import { installProfile, removeProfile } from './profiles.ts';
import { securityInfo } from './security.ts';
import { settings } from './settings.ts';

/** The commands a device knows, by RequestType; of those, the ones a user’s channel takes. */
const COMMANDS: Readonly<Record<string, Carry>> = {
  DeviceInformation: deviceInformation,
  SecurityInfo: securityInfo,
  ProfileList: profileList,
  InstalledApplicationList: applicationList,
  CertificateList: certificateList,
  DeviceLock: deviceLock,
  EraseDevice: eraseDevice,
  ClearPasscode: clearPasscode,
  RestartDevice: restartDevice,
  ShutDownDevice: shutDownDevice,
  EnableLostMode: enableLostMode,
  DisableLostMode: disableLostMode,
  Settings: settings,
  InstallProfile: installProfile,
  RemoveProfile: removeProfile,
  DeclarativeManagement: () => done({}, 'declare'),
};

const OF_USERS = new Set([
  'DeviceInformation',
  'ProfileList',
  'InstallProfile',
  'RemoveProfile',
  'CertificateList',
  'InstalledApplicationList',
  'DeclarativeManagement',
]);

/** The access right a command asks for (Apple, mdm/commands, accessrights). */
const RIGHT_FOR: Readonly<Record<string, number>> = {
  SecurityInfo: RIGHTS.security,
  ProfileList: RIGHTS.inspectProfiles,
  InstalledApplicationList: RIGHTS.applications,
  CertificateList: RIGHTS.inspectProfiles,
  DeviceLock: RIGHTS.lock,
  EraseDevice: RIGHTS.erase,
  ClearPasscode: RIGHTS.lock,
  RestartDevice: RIGHTS.lock,
  ShutDownDevice: RIGHTS.lock,
  Settings: RIGHTS.settings,
  InstallProfile: RIGHTS.installProfiles,
  RemoveProfile: RIGHTS.installProfiles,
};

/** What waits for the user of an iPhone or iPad to unlock it. */
const WHEN_UNLOCKED = new Set(['InstallProfile', 'RemoveProfile']);

/** Carries out a command, or does what was scripted for it; an unknown one is a CommandFormatError. */
export async function answerTo(
  inside: Inside,
  requestType: string,
  command: PlistDict,
  user: UserState | null,
): Promise<Answer> {
  const scripted = inside.mishaps.takeAnswer(requestType);
  if (scripted !== null) return asScripted(scripted);
  const carry = Object.hasOwn(COMMANDS, requestType) ? COMMANDS[requestType] : undefined;
  if (carry === undefined || (user !== null && !OF_USERS.has(requestType))) return formatError;
  const { hardware, locked, passcode, enrollment } = inside.state;
  const right = RIGHT_FOR[requestType] ?? 0;
  if (((enrollment?.accessRights ?? 0) & right) !== right) {
    return failed(12000, 'MCMDMErrorDomain', 'Invalid access rights.');
  }
  if (hardware.kind !== 'mac' && locked && passcode && WHEN_UNLOCKED.has(requestType)) {
    return { status: 'NotNow' };
  }
  return carry(inside, command, user);
}

function asScripted(scripted: ScriptedAnswer): Answer {
  if (scripted.status !== 'Error') return { status: scripted.status };
  const [first = { code: 12010, domain: 'MCMDMErrorDomain', words: 'Internal inconsistency.' }, ...more] =
    scripted.errors ?? [];
  const chain = [first, ...more].flatMap(({ code, domain, words }) => {
    const link = failed(code, domain, words).body?.ErrorChain;
    return Array.isArray(link) ? link : [];
  });
  return { status: 'Error', body: { ErrorChain: chain } };
}
