import type { AppleDoor, AppleEnrollment } from '../../mdm/apple/contract.ts';
import type { Clock } from '../../model/ports.ts';
import type { PortalService } from '../../registration/contract.ts';
import type { ListenerRoom } from '../contract.ts';

export interface AppleRoomDeps {
  door: AppleDoor;
  enrollment: AppleEnrollment;
  portal(): PortalService;
  baseUrl(): Promise<string>;
  clock: Clock;
}

/** Pages and profiles at the people’s door; SCEP, check-in and commands at the devices’. */
export function createAppleRoom(_deps: AppleRoomDeps): ListenerRoom {
  throw new Error('not built yet');
}
