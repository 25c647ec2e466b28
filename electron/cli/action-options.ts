import type { Command } from 'commander';
import {
  ACTIONS,
  type ActionName,
  type ActionSpec,
  actionSpecSchema,
  DEPROVISION_REASONS,
} from '../model/action.ts';
import type { Selection } from '../model/action-review.ts';
import { MusterError } from '../model/errors.ts';
import type { OrgUnit } from '../model/org-unit.ts';
import type { Store } from '../store/contract.ts';
import { actionOptionsSchema, type Nameable, parametersOf } from './action-parameters.ts';
import { fileText } from './file-text.ts';
import { queryFrom, withFilters } from './filters.ts';

/** Adds what says which devices, and with which parameters. */
export function withTargets(command: Command): Command {
  return withFilters(command)
    .option('--devices <ids...>', 'these devices, by Google device id or UDID')
    .option('--filter', 'every device that the filters below find; the whole fleet without any')
    .option('--csv <file>', 'annotate: a CSV with a column serial or deviceId and the values to write')
    .option('--reason <reason>', `deprovision: ${DEPROVISION_REASONS.join(', ')}`)
    .option('--delay <seconds>', 'restart: what a signed-in person is given, 0 to 300', secondsOf)
    .option('--to <path>', 'move_unit: the organizational unit')
    .option('--set-asset-id <text>', 'annotate; an empty text clears the value')
    .option('--set-user <text>', 'annotate')
    .option('--set-location <text>', 'annotate')
    .option('--set-notes <text>', 'annotate')
    .option('--message <text>', 'apple_lock, apple_lost_on: shown on the lock screen')
    .option('--phone <number>', 'apple_lock, apple_lost_on: shown on the lock screen')
    .option('--footnote <text>', 'apple_lost_on: shown at the foot of the lock screen')
    .option('--name <name>', 'apple_rename: the new name')
    .option('--profile <profile>', 'apple_install_profile: of the library, by id, identifier or name')
    .option('--identifier <identifier>', 'apple_remove_profile: its PayloadIdentifier');
}

/** The action that a name and its options ask for. Throws bad_input with the option at fault. */
export function specFrom(name: string, given: unknown, known: Nameable): ActionSpec {
  const action = actionNamed(name);
  const options = actionOptionsSchema.parse(given);
  const parsed = actionSpecSchema.safeParse(parametersOf(action, options, known));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = OPTION_OF[String(issue?.path.at(-1))] ?? String(issue?.path.at(-1));
  throw new MusterError('bad_input', { field, problem: issue?.message ?? '' });
}

/** Which devices are meant. Throws bad_input when none or several ways are named, file_unreadable. */
export async function selectionFrom(
  given: unknown,
  store: Store,
  units: readonly OrgUnit[],
  now: number,
): Promise<Selection> {
  const options = actionOptionsSchema.parse(given);
  const serials = options.serial !== undefined || options.serials !== undefined;
  const ways = [
    options.devices !== undefined,
    options.filter === true,
    options.csv !== undefined,
    serials && options.filter !== true,
  ];
  if (ways.filter(Boolean).length !== 1)
    throw new MusterError('bad_input', { field: '--devices | --filter | --serials | --csv', problem: '1' });
  if (options.csv !== undefined) return { kind: 'annotations', text: fileText(options.csv) };
  if (options.filter) return { kind: 'filter', filter: queryFrom(given, units, now).filter };
  if (options.devices !== undefined) return { kind: 'ids', ids: await idsOf(options.devices, store) };
  const listed = options.serials === undefined ? [] : [fileText(options.serials)];
  return { kind: 'serials', text: [...(options.serial ?? []), ...listed].join('\n') };
}

/** Options by the field of the action that they fill. */
const OPTION_OF: Readonly<Record<string, string>> = {
  reason: '--reason',
  delaySeconds: '--delay',
  assetId: '--set-asset-id',
  user: '--set-user',
  location: '--set-location',
  notes: '--set-notes',
  message: '--message',
  phone: '--phone',
  footnote: '--footnote',
  name: '--name',
  identifier: '--identifier',
};

function actionNamed(name: string): ActionName {
  const action = ACTIONS.find((known) => known === name.replaceAll('-', '_'));
  if (action === undefined) throw new MusterError('bad_input', { field: 'action', problem: name });
  return action;
}

async function idsOf(providerIds: readonly string[], store: Store): Promise<string[]> {
  const known = new Map<string, string>();
  for (const { providerId, id } of await store.devices.byProviderIds([...providerIds]))
    known.set(providerId, id);
  return providerIds.map((providerId) => {
    const id = known.get(providerId);
    if (id === undefined) throw new MusterError('bad_input', { field: '--devices', problem: providerId });
    return id;
  });
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds)) throw new MusterError('bad_input', { field: '--delay', problem: text });
  return seconds;
}
