import type { AppleDoor } from '../../mdm/apple/contract.ts';
import type { ListenerRoom } from '../contract.ts';
import type { PeopleDeps } from './people.ts';

export interface AppleRoomDeps extends PeopleDeps {
  door: AppleDoor;
}

/** Pages and profiles at the people’s door; SCEP, check-in and commands at the devices’. They are loaded when a door opens. */
export function createAppleRoom(deps: AppleRoomDeps): ListenerRoom {
  return {
    name: 'apple',
    routes: async (door, server) => {
      if (door === 'people') {
        const { servePeople } = await import('./people.ts');
        await servePeople(deps, server);
      } else {
        const { serveDevices } = await import('./devices.ts');
        serveDevices(deps.door, server);
      }
    },
  };
}
