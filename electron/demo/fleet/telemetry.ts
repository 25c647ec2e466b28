import { SALT } from './dice.ts';
import type { DeviceFacts } from './facts.ts';
import type { Organisation } from './organisation.ts';
import { isoDate, isoTime } from './text.ts';

const DAY = 86_400_000;

/** The JSON of what a device reported about itself at its last sync: one function for each field. */
export type Report = (facts: DeviceFacts, lastSync: number, organisation: Organisation) => string;

/** Whole gibibytes in bytes, as Google writes an int64. */
function gib(amount: number): string {
  return `"${amount * 1_073_741_824}"`;
}

/**
 * Who used the device last; addresses only for the organisation's own people. Nobody signs in within a day of a wipe.
 */
export const recentUsers: Report = (facts, lastSync, { dice, people }) => {
  const { index, turn, wipedAt } = facts;
  if (wipedAt !== null && lastSync < wipedAt + DAY) return '';
  const count = dice.below(4, index, SALT.users, 0);
  let users = '';
  for (let n = 0; n < count; n++) {
    // The same few people use a device: the choice changes only now and then.
    const person = dice.below(people.count, index, SALT.users, 10 + n + Math.floor(turn / 9));
    const managed = dice.bits(index, SALT.users, 100 + n) % 8 > 0;
    const entry = managed
      ? `{"type":"USER_TYPE_MANAGED","email":"${people.emailAt(person)}"}`
      : '{"type":"USER_TYPE_UNMANAGED"}';
    users += n === 0 ? entry : `,${entry}`;
  }
  return count === 0 ? '' : `[${users}]`;
};

/** How long the device was used on its latest days (milliseconds). */
export const activeTimeRanges: Report = (facts, lastSync, { dice }) => {
  const count = 1 + dice.below(3, facts.index, SALT.activity);
  let ranges = '';
  for (let n = count - 1; n >= 0; n--) {
    const activeTime = dice.below(21_600_000, facts.index, SALT.activity, facts.turn - n);
    const date = isoDate(lastSync - n * DAY);
    ranges += `${ranges === '' ? '' : ','}{"date":"${date}","activeTime":${activeTime}}`;
  }
  return `[${ranges}]`;
};

/** Load and temperature (degrees Celsius) at the last sync. */
export const cpuStatusReports: Report = (facts, lastSync, { dice }) => {
  const load = dice.bits(facts.index, SALT.cpu, facts.turn);
  const time = isoTime(lastSync);
  const temperature = 31 + (load & 31);
  return `[{"reportTime":"${time}","cpuUtilizationPercentageInfo":[${(load >>> 8) % 100}],"cpuTemperatureInfo":[{"temperature":${temperature},"label":"x86_pkg_temp\\n"}]}]`;
};

/** Free memory in bytes at the last sync. */
export const systemRamFreeReports: Report = (facts, lastSync, { dice }) => {
  const total = facts.model.ramGib * 1_000_000_000;
  const free = dice.below(Math.floor(total * 0.6), facts.index, SALT.ram, facts.turn);
  return `[{"reportTime":"${isoTime(lastSync)}","systemRamFreeInfo":["${free + 200_000_000}"]}]`;
};

/** Total and free bytes of the user volume. */
export const diskVolumeReports: Report = (facts, _lastSync, { dice }) => {
  const total = facts.model.diskGb * 820_000_000;
  const free = dice.below(facts.model.diskGb * 600_000_000, facts.index, SALT.disk, facts.turn);
  return `[{"volumeInfo":[{"volumeId":"/media/archive","storageTotal":"${total}","storageFree":"${free}"}]}]`;
};

/** The addresses the device was last seen at. */
export const lastKnownNetwork: Report = (facts, _lastSync, { dice }) => {
  const bits = dice.bits(facts.index, SALT.network, facts.turn);
  const wan = dice.bits(facts.index, SALT.wan) % 8;
  // Documentation addresses (RFC 5737), so that the demo never points at someone's network.
  return `[{"ipAddress":"10.${20 + wan}.${bits & 255}.${(bits >>> 8) % 254}","wanIpAddress":"203.0.113.${10 + wan}"}]`;
};

/** Where the device stands with its update; most devices do not report it before they are restarted by command. */
export const osUpdateStatus: Report = (facts, lastSync, { dice }) => {
  const { index, turn, rebootedAt } = facts;
  if (rebootedAt === null && dice.bits(index, SALT.update) % 5 > 1) return '';
  const fresh = rebootedAt !== null && lastSync < rebootedAt + DAY;
  const waiting = !fresh && dice.bits(index, SALT.update, turn) % 12 === 0;
  const checked = isoTime(lastSync - 1_200_000);
  const target = waiting ? `,"targetOsVersion":"${facts.release?.platformVersion ?? ''}"` : '';
  const reboot = rebootedAt === null ? '' : `,"rebootTime":"${isoTime(rebootedAt)}"`;
  return `{"state":"${waiting ? 'updateStateNeedReboot' : 'updateStateNotStarted'}","updateCheckTime":"${checked}"${target}${reboot}}`;
};

/** The processor. */
export const cpuInfo: Report = ({ model }) =>
  `[{"model":"${model.cpu}","architecture":"${model.cpu.startsWith('MediaTek') ? 'arm64' : 'x64'}","maxClockSpeedKhz":${model.clockKhz}}]`;

/** Memory in bytes. */
export const systemRamTotal: Report = ({ model }) => gib(model.ramGib);

/** The security chip; ChromeOS Flex on a maker's PC reports none. */
export const tpmVersionInfo: Report = ({ model }) =>
  model.flex
    ? ''
    : '{"family":"322e3000","specLevel":"74","manufacturer":"43524f53","tpmModel":"1","firmwareVersion":"92eaaf82faa3b91b","vendorSpecific":"20784367204d6f64"}';
