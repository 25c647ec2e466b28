/** How a value is written. `list` kinds write a list of objects one line each. */
export type Kind =
  | 'text'
  | 'code'
  | 'word'
  | 'boolean'
  /** Something that is on or off. */
  | 'switch'
  | 'instant'
  | 'day'
  | 'bytes'
  | 'memory'
  | 'milliseconds'
  | 'seconds'
  | 'kilohertz'
  | 'percent'
  | 'celsius'
  | 'rpm'
  /** Decimal gigabytes. */
  | 'gigabytes'
  /** 0 to 1; less than that: not known. */
  | 'share'
  /** Seconds as a number. */
  | 'span'
  | 'number';

const RECORD_TABS = ['overview', 'hardware', 'network', 'usage'] as const;
/** A tab that shows a part of the provider’s record. */
export type RecordTabName = (typeof RECORD_TABS)[number];
/** What only devices have that are managed here. */
export const APPLE_TABS = ['profiles', 'apps', 'certificates', 'commands'] as const;
export type Tab = RecordTabName | (typeof APPLE_TABS)[number] | 'history' | 'raw';

/** Where a field of Google's record is shown. `path` may name a part of an object or of a list's items. */
export interface KnownField {
  name: string;
  tab: RecordTabName;
  group: string;
  kind: Kind;
}

const group = (
  tab: KnownField['tab'],
  name: string,
  fields: Readonly<Record<string, Kind>>,
): readonly KnownField[] =>
  Object.entries(fields).map(([field, kind]) => ({ name: field, tab, group: name, kind }));

/**
 * Every field of `chromeosdevices` in the Directory API (discovery revision 20260914), in the order of
 * reading. What is not here is shown under “Other” with Google's own name.
 */
export const KNOWN_FIELDS: readonly KnownField[] = [
  ...group('overview', 'device', {
    status: 'word',
    osVersion: 'text',
    autoUpdateThrough: 'day',
    orgUnitPath: 'text',
    annotatedUser: 'text',
    annotatedLocation: 'text',
    annotatedAssetId: 'code',
    notes: 'text',
    lastSync: 'instant',
    deviceLicenseType: 'word',
  }),
  ...group('overview', 'lifecycle', {
    firstEnrollmentTime: 'instant',
    lastEnrollmentTime: 'instant',
    deprovisionReason: 'word',
    lastDeprovisionTimestamp: 'instant',
    supportEndDate: 'day',
    willAutoRenew: 'boolean',
    autoUpdateExpiration: 'day',
    extendedSupportEligible: 'boolean',
    extendedSupportEnabled: 'boolean',
    extendedSupportStart: 'day',
    manufactureDate: 'day',
    orderNumber: 'code',
  }),
  ...group('overview', 'software', {
    chromeOsType: 'word',
    platformVersion: 'text',
    firmwareVersion: 'text',
    bootMode: 'word',
    osVersionCompliance: 'word',
    osUpdateStatus: 'text',
  }),
  ...group('overview', 'identity', {
    serialNumber: 'code',
    deviceId: 'code',
    orgUnitId: 'code',
    etag: 'code',
    kind: 'code',
  }),
  ...group('hardware', 'model', { model: 'text' }),
  ...group('hardware', 'processor', { cpuInfo: 'text', cpuStatusReports: 'text', fanInfo: 'text' }),
  ...group('hardware', 'memory', { systemRamTotal: 'memory', systemRamFreeReports: 'text' }),
  ...group('hardware', 'storage', { diskSpaceUsage: 'text', diskVolumeReports: 'text' }),
  ...group('hardware', 'tpm', { tpmVersionInfo: 'text' }),
  ...group('hardware', 'display', { backlightInfo: 'text' }),
  ...group('network', 'addresses', {
    lastKnownNetwork: 'text',
    macAddress: 'code',
    ethernetMacAddress: 'code',
    ethernetMacAddress0: 'code',
    dockMacAddress: 'code',
    meid: 'code',
  }),
  ...group('network', 'bluetooth', { bluetoothAdapterInfo: 'text' }),
  ...group('usage', 'users', { recentUsers: 'text' }),
  ...group('usage', 'activity', { activeTimeRanges: 'text' }),
  ...group('usage', 'files', { deviceFiles: 'text', screenshotFiles: 'text' }),
];

/** How the parts of objects and of list items are written, by their path without list places. */
export const PART_KINDS: Readonly<Record<string, Kind>> = {
  'osUpdateStatus.state': 'word',
  'osUpdateStatus.rebootTime': 'instant',
  'osUpdateStatus.updateCheckTime': 'instant',
  'osUpdateStatus.updateTime': 'instant',
  'cpuInfo.maxClockSpeedKhz': 'kilohertz',
  'cpuInfo.logicalCpus.maxScalingFrequencyKhz': 'kilohertz',
  'cpuInfo.logicalCpus.currentScalingFrequencyKhz': 'kilohertz',
  'cpuInfo.logicalCpus.idleDuration': 'seconds',
  'cpuInfo.logicalCpus.cStates.sessionDuration': 'seconds',
  'cpuStatusReports.reportTime': 'instant',
  'cpuStatusReports.cpuUtilizationPercentageInfo': 'percent',
  'cpuStatusReports.cpuTemperatureInfo.temperature': 'celsius',
  'fanInfo.speedRpm': 'rpm',
  'systemRamFreeReports.reportTime': 'instant',
  'systemRamFreeReports.systemRamFreeInfo': 'memory',
  'diskSpaceUsage.capacityBytes': 'bytes',
  'diskSpaceUsage.usedBytes': 'bytes',
  'diskVolumeReports.volumeInfo.volumeId': 'code',
  'diskVolumeReports.volumeInfo.storageFree': 'bytes',
  'diskVolumeReports.volumeInfo.storageTotal': 'bytes',
  'lastKnownNetwork.ipAddress': 'code',
  'lastKnownNetwork.wanIpAddress': 'code',
  'bluetoothAdapterInfo.address': 'code',
  'recentUsers.type': 'word',
  'activeTimeRanges.date': 'day',
  'activeTimeRanges.activeTime': 'milliseconds',
  'deviceFiles.createTime': 'instant',
  'deviceFiles.type': 'word',
  'deviceFiles.downloadUrl': 'code',
  'screenshotFiles.createTime': 'instant',
  'screenshotFiles.type': 'word',
  'screenshotFiles.downloadUrl': 'code',
};
