import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { DeviceState } from '../state.ts';
import { type Carry, done } from './answer.ts';

/** SecurityInfo (Apple, mdm/commands/information.security). */
export const securityInfo: Carry = ({ state }) =>
  done({ SecurityInfo: state.hardware.kind === 'mac' ? ofMac(state) : ofMobile(state) });

function ofMobile({ passcode, profiles, supervised }: DeviceState): PlistDict {
  const demanded = profiles.some(({ payloads }) =>
    payloads.some(({ type }) => type === 'com.apple.mobiledevice.passwordpolicy'),
  );
  return {
    HardwareEncryptionCaps: 3,
    PasscodePresent: passcode,
    PasscodeCompliant: passcode || !demanded,
    PasscodeCompliantWithProfiles: passcode || !demanded,
    PasscodeLockGracePeriod: 0,
    PasscodeLockGracePeriodEnforced: 0,
    AutoLockTime: 120,
    ManagementStatus: { EnrolledViaDEP: supervised, IsUserEnrollment: false },
  };
}

function ofMac({ bootstrapToken, supervised }: DeviceState): PlistDict {
  return {
    FDE_Enabled: true,
    FDE_HasPersonalRecoveryKey: true,
    FDE_HasInstitutionalRecoveryKey: false,
    SystemIntegrityProtectionEnabled: true,
    FirewallSettings: {
      FirewallEnabled: true,
      BlockAllIncoming: false,
      StealthMode: false,
      Applications: [],
    },
    FirmwarePasswordStatus: { PasswordExists: false, ChangePending: false, AllowOroms: false },
    SecureBoot: { SecureBootLevel: 'full', ExternalBootLevel: 'disallowed' },
    ManagementStatus: {
      EnrolledViaDEP: supervised,
      UserApprovedEnrollment: true,
      IsUserEnrollment: false,
      IsActivationLockManageable: supervised,
    },
    RemoteDesktopEnabled: false,
    AuthenticatedRootVolumeEnabled: true,
    IsRecoveryLockEnabled: false,
    BootstrapTokenAllowedForAuthentication: bootstrapToken === null ? 'not supported' : 'allowed',
  };
}
