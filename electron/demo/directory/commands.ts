import { type Answer, json } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import type { Route } from '../endpoints.ts';
import type { Fate } from '../fleet/device-commands.ts';
import { deviceFor } from './devices.ts';
import { notFound } from './errors.ts';

/** `customer.devices.chromeos.commands.get`: a command of a device, by both their ids. */
export function getCommand(demo: Demo, role: Role, route: Route): Answer {
  const device = deviceFor(demo, role, route.key);
  if ('headers' in device) return device;
  const { commands } = demo.organisation;
  const command = commands.find(route.commandId);
  if (command === undefined || command.index !== device.index) return notFound('commandId');
  const state = commands.state(command);
  return json({
    commandId: command.id,
    type: command.type,
    issueTime: iso(command.issuedAt),
    state,
    commandExpireTime: iso(command.expiresAt),
    ...(command.payload !== null && { payload: command.payload }),
    ...(state === 'EXECUTED_BY_CLIENT' && { commandResult: resultOf(command.fate) }),
  });
}

function resultOf({ result, executedAt, errorMessage }: Fate): object {
  return { result, executeTime: iso(executedAt ?? 0), ...(errorMessage !== null && { errorMessage }) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
