import { APPLE_PLATFORMS } from '../../../model/apple/record.ts';
import type { PlatformDoor } from '../../../registration/contract.ts';
import type { AppleEnrollment } from '../contract.ts';

/** Leads iPhones, iPads and Macs to the page with their profile. */
export function createAppleDoorway({ ready }: Pick<AppleEnrollment, 'ready'>): PlatformDoor {
  return {
    name: 'apple',
    platforms: APPLE_PLATFORMS,
    ready,
    begin: (_ticket, token) => `/apple/${token}`,
  };
}
