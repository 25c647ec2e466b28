import type { Answer, Ask } from '../answer.ts';
import type { Demo } from '../demo.ts';
import type { Route } from '../endpoints.ts';
import { SCOPES } from '../oauth/scopes.ts';
import { callerOf, isRefusal } from './access.ts';
import { getCommand } from './commands.ts';
import { countDevices, getDevice, listDevices } from './devices.ts';
import { notFound } from './errors.ts';
import { orgUnits } from './orgunits.ts';
import { users } from './users.ts';

const DEVICE_SCOPES = [SCOPES.devices, SCOPES.devicesReadonly];
const UNIT_SCOPES = [SCOPES.units, SCOPES.unitsReadonly];
const USER_SCOPES = [SCOPES.users, SCOPES.usersReadonly];

/** Answers a request to the Directory API that changes nothing. */
export function directory(demo: Demo, ask: Ask, route: Route): Answer {
  if (ask.method !== 'GET') return notFound(ask.path);
  const anyOf =
    route.endpoint === 'orgunits' ? UNIT_SCOPES : route.endpoint === 'users' ? USER_SCOPES : DEVICE_SCOPES;
  const caller = callerOf(demo, ask, route.customer, anyOf);
  if (isRefusal(caller)) return caller;
  switch (route.endpoint) {
    case 'list':
      return listDevices(demo, caller.role, ask);
    case 'get':
      return getDevice(demo, caller.role, ask, route);
    case 'command':
      return getCommand(demo, caller.role, route);
    case 'count':
      return countDevices(demo, caller.role, ask);
    case 'orgunits':
      return orgUnits(demo, caller.role, ask, route);
    case 'users':
      return users(demo, ask, route);
    default:
      return notFound(ask.path);
  }
}
