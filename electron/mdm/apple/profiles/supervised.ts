import type { PlistDict } from '../../../model/apple/plist.ts';

/** Payloads that iPhones and iPads take under supervision only (Apple, mdm/profiles: `supervised: true`). */
const TYPES: ReadonlySet<string> = new Set([
  'com.apple.app.lock',
  'com.apple.education',
  'com.apple.homescreenlayout',
  'com.apple.notificationsettings',
  'com.apple.proxy.http.global',
  'com.apple.shareddeviceconfiguration',
  'com.apple.webcontent-filter',
]);

/** Restrictions of the same kind, from Apple’s com.apple.applicationaccess; the others hold everywhere. */
const RESTRICTIONS: ReadonlySet<string> = new Set(
  `allowAccountModification allowAddingGameCenterFriends allowAirDrop allowAirPrint allowAirPrintCredentialsStorage
  allowAirPrintiBeaconDiscovery allowAppCellularDataModification allowAppClips allowAppInstallation allowAppRemoval
  allowAssistantUserGeneratedContent allowAutoCorrection allowAutomaticAppDownloads allowBluetoothModification
  allowBookstore allowCellularPlanModification allowChat allowCloudDocumentSync allowCloudPrivateRelay
  allowContinuousPathKeyboard allowDefinitionLookup allowDeviceNameModification allowDiagnosticSubmissionModification
  allowDictation allowEnablingRestrictions allowEraseContentAndSettings allowESIMModification allowExplicitContent
  allowFilesNetworkDriveAccess allowFilesUSBDriveAccess allowFindMyDevice allowFindMyFriends
  allowFindMyFriendsModification allowFingerprintModification allowGameCenter allowHostPairing allowiTunes
  allowKeyboardShortcuts allowListedAppBundleIDs allowMailPrivacyProtection allowMultiplayerGaming allowMusicService
  allowNews allowNFC allowNotificationsModification allowPairedWatch allowPasscodeModification allowPasswordAutoFill
  allowPasswordProximityRequests allowPasswordSharing allowPersonalHotspotModification allowPodcasts
  allowPredictiveKeyboard allowProximitySetupToNewDevice allowRadioService allowRapidSecurityResponseInstallation
  allowRapidSecurityResponseRemoval allowSafari allowSharedDeviceTemporarySession allowSpellCheck
  allowSystemAppRemoval allowUIAppInstallation allowUIConfigurationProfileInstallation
  allowUnpairedExternalBootToRecovery allowUSBRestrictedMode allowVideoConferencing allowVPNCreation
  allowWallpaperModification autonomousSingleAppModePermittedAppIDs blacklistedAppBundleIDs blockedAppBundleIDs
  enforcedSoftwareUpdateDelay forceAirPrintTrustedTLSRequirement forceAssistantProfanityFilter
  forceAuthenticationBeforeAutoFill forceAutomaticDateAndTime forceClassroomAutomaticallyJoinClasses
  forceClassroomRequestPermissionToLeaveClasses forceClassroomUnpromptedAppAndDeviceLock
  forceClassroomUnpromptedScreenObservation forceDelayedSoftwareUpdates forceWiFiPowerOn
  forceWiFiToAllowedNetworksOnly forceWiFiWhitelisting safariAllowAutoFill whitelistedAppBundleIDs`.split(
    /\s+/,
  ),
);

/** Restrictions that do nothing while they are true, or while they are false. */
const IDLE: Readonly<Record<string, boolean>> = { allow: true, safariAllow: true, force: false };

/** True when a payload, or a restriction in it, does something on supervised iPhones and iPads only. */
export function needsSupervision(type: string, payload: PlistDict): boolean {
  if (TYPES.has(type)) return true;
  if (type === 'com.apple.vpn.managed' && payload.VPNType === 'AlwaysOn') return true;
  if (type !== 'com.apple.applicationaccess') return false;
  return Object.entries(payload).some(([key, value]) => RESTRICTIONS.has(key) && !isIdle(key, value));
}

function isIdle(key: string, value: unknown): boolean {
  if (key === 'allowUnpairedExternalBootToRecovery') return value === false;
  return Object.entries(IDLE).some(([beginning, idle]) => key.startsWith(beginning) && value === idle);
}
