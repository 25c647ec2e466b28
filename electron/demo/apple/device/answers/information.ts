import type { PlistDict, PlistValue } from '../../../../model/apple/plist.ts';
import { RIGHTS } from '../management.ts';
import type { DeviceState } from '../state.ts';
import { type Carry, done, formatError } from './answer.ts';

/**
 * DeviceInformation (Apple, mdm/commands/information.device). What the server may not ask, or the device does not have, is left
 * out.
 */
export const deviceInformation: Carry = ({ state, clock }, { Queries }) => {
  if (!Array.isArray(Queries)) return formatError;
  const { hardware } = state;
  const rights = state.enrollment?.accessRights ?? 0;
  const known = {
    ...general(state),
    ...((rights & RIGHTS.deviceInformation) === 0 ? {} : particular(state)),
    ...(hardware.kind === 'mac' ? ofMac(state) : ofMobile(state, clock.now())),
    ...((rights & RIGHTS.networkInformation) === 0 ? {} : network(state)),
  };
  const asked = Queries.filter((one) => typeof one === 'string').flatMap((key): [string, PlistValue][] => {
    const value = known[key];
    return value === undefined ? [] : [[key, value]];
  });
  return done({ QueryResponses: Object.fromEntries(asked) });
};

function general({ hardware, name }: DeviceState): PlistDict {
  return { UDID: hardware.udid, DeviceName: name, TimeZone: 'Europe/Paris', OrganizationInfo: {} };
}

function particular({ hardware, osVersion, build, supervised, battery }: DeviceState): PlistDict {
  return {
    OSVersion: osVersion,
    BuildVersion: build,
    ModelName: hardware.modelName,
    Model: hardware.kind === 'mac' ? hardware.product : hardware.modelNumber,
    ModelNumber: hardware.modelNumber,
    ProductName: hardware.product,
    SerialNumber: hardware.serial,
    DeviceCapacity: hardware.capacity,
    AvailableDeviceCapacity: Math.round(hardware.capacity * 43) / 100,
    HasBattery: !hardware.product.startsWith('Mac14,3'),
    BatteryLevel: battery,
    IsSupervised: supervised,
    IsAppleSilicon: true,
    IsMultiUser: false,
  };
}

function ofMobile({ hardware, lostMode }: DeviceState, now: number): PlistDict {
  return {
    CellularTechnology: hardware.imei === null ? 0 : 1,
    ...(hardware.imei === null ? {} : { IMEI: hardware.imei }),
    ...(hardware.meid === null ? {} : { MEID: hardware.meid }),
    IsDeviceLocatorServiceEnabled: true,
    IsActivationLockEnabled: false,
    IsDoNotDisturbInEffect: false,
    IsCloudBackupEnabled: true,
    LastCloudBackupDate: new Date(Math.floor(now / 86_400_000) * 86_400_000),
    IsMDMLostModeEnabled: lostMode !== null,
    EASDeviceIdentifier: hardware.serial,
    iTunesStoreAccountIsActive: true,
    AwaitingConfiguration: false,
    DiagnosticSubmissionEnabled: false,
    AppAnalyticsEnabled: false,
  };
}

function ofMac({ name }: DeviceState): PlistDict {
  const host = name.normalize('NFD').replaceAll(/[^A-Za-z0-9]+/g, '-');
  return {
    HostName: `${host}.local`,
    LocalHostName: host,
    SystemIntegrityProtectionEnabled: true,
    IsActivationLockEnabled: false,
    IsActivationLockSupported: true,
    PINRequiredForEraseDevice: false,
    PINRequiredForDeviceLock: true,
    SupportsLOMDevice: false,
    SoftwareUpdateDeviceID: 'J413AP',
    AutoSetupAdminAccounts: [],
  };
}

function network({ hardware }: DeviceState): PlistDict {
  return {
    WiFiMAC: hardware.wifi,
    BluetoothMAC: hardware.bluetooth,
    IsRoaming: false,
    ...(hardware.imei === null ? {} : { CurrentCarrierNetwork: 'Orange F', PhoneNumber: '+33600000000' }),
  };
}
