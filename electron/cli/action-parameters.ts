import { z } from 'zod';
import type { ActionName } from '../model/action.ts';
import type { LibraryProfile } from '../model/apple/profile.ts';
import { MusterError } from '../model/errors.ts';
import type { OrgUnit } from '../model/org-unit.ts';
import { findProfile } from './apple-find.ts';

/** The options that say which devices, and with which parameters. */
export const actionOptionsSchema = z.object({
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
  message: z.string().optional(),
  phone: z.string().optional(),
  footnote: z.string().optional(),
  name: z.string().optional(),
  profile: z.string().optional(),
  identifier: z.string().optional(),
});

export type ActionOptions = z.infer<typeof actionOptionsSchema>;

/** What options may name. */
export interface Nameable {
  units: readonly OrgUnit[];
  profiles: readonly Pick<LibraryProfile, 'id' | 'name' | 'identifier'>[];
}

/** The parameters of an action, yet to be checked. Throws bad_input with the option at fault. */
export function parametersOf(
  action: ActionName,
  options: ActionOptions,
  { units, profiles }: Nameable,
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
    case 'apple_lock':
    case 'apple_lost_on':
      return { action, ...lockTexts(action, options) };
    case 'apple_rename':
      return { action, name: options.name };
    case 'apple_install_profile':
      return { action, ...profileIn(options.profile, profiles) };
    case 'apple_remove_profile':
      return { action, identifier: options.identifier };
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

/** Lost mode has one of message and phone number (Apple, EnableLostMode). */
function lockTexts(action: ActionName, { message = '', phone = '', footnote = '' }: ActionOptions) {
  if (action === 'apple_lock') return { message, phone };
  if (message !== '' || phone !== '') return { message, phone, footnote };
  throw new MusterError('bad_input', { field: '--message | --phone', problem: '' });
}

function profileIn(wanted: string | undefined, profiles: Nameable['profiles']) {
  const profile = findProfile(wanted ?? '', profiles);
  if (profile === undefined)
    throw new MusterError('bad_input', { field: '--profile', problem: wanted ?? '' });
  return { profileId: profile.id, name: profile.name };
}

function changesOf(options: ActionOptions) {
  const { setAssetId: assetId, setUser: user, setLocation: location, setNotes: notes } = options;
  const changes = Object.fromEntries(
    Object.entries({ assetId, user, location, notes }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(changes).length === 0)
    throw new MusterError('bad_input', { field: '--set-…', problem: '' });
  return changes;
}
