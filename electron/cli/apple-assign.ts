import type { Command } from 'commander';
import type { Assignment } from '../model/apple/profile.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { appleDevice } from './apple-find.ts';
import type { CliContext } from './context.ts';
import { userOf } from './users.ts';

export interface AssignOptions {
  all?: boolean;
  none?: boolean;
  user?: string[];
  unit?: string[];
  device?: string[];
}

/** Adds the options that say who is to have a profile. */
export function withAssignments(command: Command): Command {
  return command
    .option('--all', 'every device')
    .option('--user <users...>', 'devices of these users, by user name or id')
    .option(
      '--unit <paths...>',
      'devices of the users of these organizational units, and of those below them',
    )
    .option('--device <devices...>', 'these devices, by exact serial or UDID')
    .option('--none', 'nobody any more');
}

/** Whom the options mean. Throws `bad_input` when they say nothing, or something and its contrary. */
export async function assignmentsFrom(
  context: CliContext,
  workspace: OpenWorkspace,
  { all, none, user = [], unit = [], device = [] }: AssignOptions,
): Promise<Assignment[]> {
  const some = all === true || user.length + unit.length + device.length > 0;
  if (some === (none === true)) {
    const field = '--all | --user | --unit | --device | --none';
    throw new MusterError('bad_input', { field, problem: context.words.t('cli:apple.profiles.whom') });
  }
  const users = await Promise.all(user.map((wanted) => userOf(workspace, wanted)));
  const devices = await Promise.all(device.map((wanted) => appleDevice(workspace, wanted)));
  return [
    ...(all === true ? [{ kind: 'all' } as const] : []),
    ...users.map(({ id }) => ({ kind: 'user', id }) as const),
    ...unit.map((path) => ({ kind: 'unit', path }) as const),
    ...devices.map((found) => ({ kind: 'device', id: found.device.id }) as const),
  ];
}
