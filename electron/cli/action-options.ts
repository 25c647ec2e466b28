import type { Command } from 'commander';
import { z } from 'zod';
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
import { fileText } from './file-text.ts';
import { queryFrom, withFilters } from './filters.ts';

const optionsSchema = z.object({
  devices: z.string().array().optional(),
  filter: z.boolean().optional(),
  serial: z.string().array().optional(),
  serials: z.string().optional(),
  csv: z.string().optional(),
  reason: z.string().optional(),
  delay: z.number().optional(),
  to: z.string().optional(),
  setAssetId: z.string().optional(),
  setUser: z.string().optional(),
  setLocation: z.string().optional(),
  setNotes: z.string().optional(),
});

/** Adds what says which devices, and with which parameters. */
export function withTargets(command: Command): Command {
  return withFilters(command)
    .option('--devices <ids...>', 'these devices, by Google device id')
    .option('--filter', 'every device that the filters below find; the whole fleet without any')
    .option('--csv <file>', 'annotate: a CSV with a column serial or deviceId and the values to write')
    .option('--reason <reason>', `deprovision: ${DEPROVISION_REASONS.join(', ')}`)
    .option('--delay <seconds>', 'restart: what a signed-in person is given, 0 to 300', secondsOf)
    .option('--to <path>', 'move_unit: the organizational unit')
    .option('--set-asset-id <text>', 'annotate; an empty text clears the value')
    .option('--set-user <text>', 'annotate')
    .option('--set-location <text>', 'annotate')
    .option('--set-notes <text>', 'annotate');
}

/** The action that a name and its options ask for. Throws bad_input with the option at fault. */
export function specFrom(name: string, given: unknown, units: readonly OrgUnit[]): ActionSpec {
  const action = actionNamed(name);
  const options = optionsSchema.parse(given);
  const parsed = actionSpecSchema.safeParse(parametersOf(action, options, units));
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
  const options = optionsSchema.parse(given);
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
};

function actionNamed(name: string): ActionName {
  const action = ACTIONS.find((known) => known === name.replaceAll('-', '_'));
  if (action === undefined) throw new MusterError('bad_input', { field: 'action', problem: name });
  return action;
}

function parametersOf(
  action: ActionName,
  options: z.infer<typeof optionsSchema>,
  units: readonly OrgUnit[],
): unknown {
  switch (action) {
    case 'restart':
      return { action, delaySeconds: options.delay ?? 0 };
    case 'deprovision':
      return { action, reason: options.reason };
    case 'move_unit':
      return { action, ...unitOf(options.to, units) };
    case 'annotate':
      return { action, changes: options.csv === undefined ? changesOf(options) : null };
    default:
      return { action };
  }
}

function unitOf(path: string | undefined, units: readonly OrgUnit[]) {
  const unit = units.find(
    ({ path: known, id }) => id === path || known.toLowerCase() === path?.toLowerCase(),
  );
  if (unit === undefined) throw new MusterError('bad_input', { field: '--to', problem: path ?? '' });
  return { orgUnitId: unit.id, orgUnitPath: unit.path };
}

function changesOf(options: z.infer<typeof optionsSchema>) {
  const { setAssetId: assetId, setUser: user, setLocation: location, setNotes: notes } = options;
  const changes = Object.fromEntries(
    Object.entries({ assetId, user, location, notes }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(changes).length === 0)
    throw new MusterError('bad_input', { field: '--set-…', problem: '' });
  return changes;
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
