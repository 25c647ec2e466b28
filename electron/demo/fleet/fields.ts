import { SALT } from './dice.ts';
import type { DeviceFacts } from './facts.ts';
import { EPOCH } from './life.ts';
import type { Organisation } from './organisation.ts';
import * as telemetry from './telemetry.ts';
import { hex, isoDate, isoTime } from './text.ts';

/** Writes one field of a record as JSON text; an empty text leaves the field out. */
type Writer = (facts: DeviceFacts, organisation: Organisation) => string;

/** One field of Google's ChromeOsDevice. */
export interface Field {
  readonly name: string;
  /** Part of projection BASIC ("only the basic metadata fields"). */
  readonly basic: boolean;
  readonly write: Writer;
}

const text = (value: string | undefined): string => (value === undefined ? '' : JSON.stringify(value));
const date = (time: number): string => `"${isoTime(time)}"`;

/** A field the device itself reports: absent until it has spoken. */
function reported(report: telemetry.Report): Writer {
  return (facts, organisation) =>
    facts.lastSync === null ? '' : report(facts, facts.lastSync, organisation);
}

function mac(facts: DeviceFacts, { dice }: Organisation, port: number): string {
  return `"${facts.model.macPrefix}${hex(dice.bits(facts.index, SALT.mac, port))
    .slice(2)
    .toUpperCase()}"`;
}

const firstEnrollment: Writer = (facts) => (facts.status === 'PRE_PROVISIONED' ? '' : date(facts.enrolledAt));

/** One device in three came back to enrollment once before the demo begins. */
const lastEnrollment: Writer = (facts, { dice }) => {
  if (facts.status === 'PRE_PROVISIONED') return '';
  if (facts.reenrolledAt !== null) return date(facts.reenrolledAt);
  const draw = dice.fraction(facts.index, SALT.reenrolled);
  const back = draw < 0.33 ? Math.floor(draw * 3 * (EPOCH - facts.enrolledAt)) : 0;
  return date(facts.enrolledAt + Math.max(0, back));
};

const REASONS = [
  'deprovisionReasonRetiringDevice',
  'deprovisionReasonSameModelReplacement',
  'deprovisionReasonDifferentModelReplacement',
];

/** The fields of a record in the order Google's discovery document would have them read. */
export const FIELDS: readonly Field[] = [
  {
    name: 'deviceId',
    basic: true,
    write: (facts, { identities }) => `"${identities.deviceId(facts.index)}"`,
  },
  {
    name: 'serialNumber',
    basic: true,
    write: (facts, { identities }) => `"${identities.serial(facts.index)}"`,
  },
  { name: 'status', basic: true, write: (facts) => `"${facts.status}"` },
  { name: 'lastSync', basic: true, write: (facts) => (facts.lastSync === null ? '' : date(facts.lastSync)) },
  { name: 'annotatedUser', basic: true, write: (facts) => text(facts.annotations.user) },
  { name: 'annotatedLocation', basic: true, write: (facts) => text(facts.annotations.location) },
  { name: 'annotatedAssetId', basic: true, write: (facts) => text(facts.annotations.assetId) },
  { name: 'notes', basic: true, write: (facts) => text(facts.annotations.notes) },
  { name: 'model', basic: true, write: (facts) => text(facts.model.name) },
  {
    name: 'meid',
    basic: true,
    write: (facts, { dice }) =>
      facts.model.cellular ? `"35${String(dice.bits(facts.index, SALT.meid)).padStart(12, '0')}0"` : '',
  },
  { name: 'osVersion', basic: true, write: (facts) => text(facts.release?.osVersion) },
  {
    name: 'platformVersion',
    basic: true,
    write: (facts) => text(facts.release?.platformVersion),
  },
  {
    name: 'firmwareVersion',
    basic: true,
    write: (facts) => (facts.release ? text(facts.model.firmware) : ''),
  },
  { name: 'macAddress', basic: true, write: (facts, organisation) => mac(facts, organisation, 0) },
  {
    name: 'bootMode',
    basic: true,
    write: (facts, { dice }) =>
      facts.release === null
        ? ''
        : dice.bits(facts.index, SALT.bootMode) % 300 === 0
          ? '"Dev"'
          : '"Verified"',
  },
  { name: 'orgUnitPath', basic: true, write: (facts) => text(facts.unit.path) },
  { name: 'orgUnitId', basic: true, write: (facts) => `"${facts.unit.id}"` },
  { name: 'firstEnrollmentTime', basic: false, write: firstEnrollment },
  { name: 'lastEnrollmentTime', basic: false, write: lastEnrollment },
  {
    name: 'lastDeprovisionTimestamp',
    basic: false,
    write: (facts) => (facts.deprovisionedAt === null ? '' : date(facts.deprovisionedAt)),
  },
  {
    name: 'deprovisionReason',
    basic: false,
    write: (facts, { dice }) =>
      facts.deprovisionedAt === null
        ? ''
        : text(facts.deprovisionReason ?? dice.pick(REASONS, facts.index, SALT.reason)),
  },
  {
    name: 'chromeOsType',
    basic: false,
    write: (facts) => (facts.model.flex ? '"chromeOsFlex"' : '"chromeOs"'),
  },
  {
    name: 'deviceLicenseType',
    basic: false,
    write: (facts) => (facts.model.flex ? '"educationUpgradeFixedTerm"' : '"educationUpgradePerpetual"'),
  },
  {
    name: 'manufactureDate',
    basic: false,
    write: (facts) => `"${isoDate(facts.enrolledAt - 5_000_000_000)}"`,
  },
  { name: 'autoUpdateExpiration', basic: false, write: (facts) => `"${facts.model.updatesUntilAt}"` },
  { name: 'autoUpdateThrough', basic: false, write: (facts) => `"${facts.model.updatesUntil}"` },
  {
    name: 'ethernetMacAddress',
    basic: false,
    write: (facts, organisation) => (facts.model.ethernet ? mac(facts, organisation, 1) : ''),
  },
  { name: 'osUpdateStatus', basic: false, write: reported(telemetry.osUpdateStatus) },
  { name: 'recentUsers', basic: false, write: reported(telemetry.recentUsers) },
  { name: 'activeTimeRanges', basic: false, write: reported(telemetry.activeTimeRanges) },
  { name: 'lastKnownNetwork', basic: false, write: reported(telemetry.lastKnownNetwork) },
  { name: 'cpuInfo', basic: false, write: reported(telemetry.cpuInfo) },
  { name: 'cpuStatusReports', basic: false, write: reported(telemetry.cpuStatusReports) },
  { name: 'systemRamTotal', basic: false, write: reported(telemetry.systemRamTotal) },
  { name: 'systemRamFreeReports', basic: false, write: reported(telemetry.systemRamFreeReports) },
  { name: 'diskVolumeReports', basic: false, write: reported(telemetry.diskVolumeReports) },
  { name: 'tpmVersionInfo', basic: false, write: reported(telemetry.tpmVersionInfo) },
];
