import { type AppleSpec, isChromeosSpec } from '../../../../model/action.ts';
import type { ActionAdapter } from '../../../../model/action-adapter.ts';
import { APPLE_PLATFORMS, APPLE_STATUS } from '../../../../model/apple/record.ts';
import type { Refusal, TargetFacts } from '../../../../model/command.ts';

type Judged = Pick<TargetFacts, 'platform' | 'supervised' | 'osVersion'>;

/**
 * Why a device would not take an action, from its record (`ActionAdapter.judge`); `enrollment` is the PayloadIdentifier of our own
 * profile. A device that has not said whether it is supervised is taken: it will say itself when it is not.
 */
export function judgeFor(enrollment: string): ActionAdapter['judge'] {
  return (spec, facts) => {
    if (facts.vanishedAt !== null) return 'vanished';
    if (isChromeosSpec(spec)) return 'unsupported';
    if (!APPLE_PLATFORMS.some((platform) => platform === facts.platform)) return 'other_platform';
    if (facts.providerStatus !== APPLE_STATUS.active) return 'not_managed';
    return facts.platform === 'macos' ? onMac(spec, facts, enrollment) : onMobile(spec, facts, enrollment);
  };
}

/** iPhones and iPads (Apple, mdm/commands, `supervised`). */
function onMobile(spec: AppleSpec, { supervised }: Judged, enrollment: string): Refusal | null {
  switch (spec.action) {
    case 'apple_restart':
    case 'apple_shut_down':
    case 'apple_rename':
    case 'apple_lost_off':
      return supervised === false ? 'not_supervised' : null;
    case 'apple_lost_on':
      if (supervised === false) return 'not_supervised';
      return spec.message.trim() === '' && spec.phone.trim() === '' ? 'incomplete' : null;
    default:
      return ofProfile(spec, enrollment);
  }
}

function onMac(spec: AppleSpec, { osVersion }: Judged, enrollment: string): Refusal | null {
  switch (spec.action) {
    case 'apple_lost_on':
    case 'apple_lost_off':
    case 'apple_clear_passcode':
      return 'unsupported';
    case 'apple_lock':
      // Before 11.5 locking deactivates a Mac with Apple silicon (Apple, DeviceLock, notes).
      return osVersion !== null && isBefore(osVersion, 11, 5) ? 'os_too_old' : null;
    default:
      return ofProfile(spec, enrollment);
  }
}

/** Taking away the profile that manages the device is retiring it, which has an action of its own. */
function ofProfile(spec: AppleSpec, enrollment: string): Refusal | null {
  return spec.action === 'apple_remove_profile' && spec.identifier === enrollment ? 'unsupported' : null;
}

/** A version that cannot be read counts as new enough. */
function isBefore(version: string, major: number, minor: number): boolean {
  const [first = Number.NaN, second = 0] = version.split('.').map(Number);
  return first < major || (first === major && second < minor);
}
