import type { ApplePlatform } from '../../../model/apple/record.ts';

/** iPhones and iPads take a profile alike, Macs otherwise. */
export type Way = 'ios' | 'mac';

export function wayOf(kind: ApplePlatform): Way {
  return kind === 'macos' ? 'mac' : 'ios';
}
