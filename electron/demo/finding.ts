import { MusterError } from '../model/errors.ts';
import type { Demo } from './demo.ts';
import { select } from './directory/selection.ts';
import type { OrgUnit } from './fleet/units.ts';

/** The indices of the devices there are now, or of those a query of Google's language finds. Throws `bad_input`. */
export function found(demo: Demo, query: string | undefined): number[] {
  if (query === undefined) return existing(demo);
  const within = demo.organisation.units.root;
  const wanted = { query, orgUnitPath: '', includeChildOrgunits: false };
  const selection = select(demo, { within }, wanted);
  if (typeof selection !== 'function') throw new MusterError('bad_input', { query });
  const time = demo.organisation.time();
  return existing(demo).filter((index) => selection(index, time));
}

/** The indices of the devices there are now. */
export function existing({ organisation, ledger }: Demo): number[] {
  ledger.catchUp();
  const indices: number[] = [];
  for (let index = 0; index < organisation.size; index++) if (organisation.exists(index)) indices.push(index);
  return indices;
}

/** Exactly `count` existing devices, drawn anew for each `turn` (selection sampling, Knuth 3.4.2 S). */
export function chosen(demo: Demo, count: number, turn: number): number[] {
  const devices = existing(demo);
  let missing = Math.min(count, devices.length);
  return devices.filter((index, n) => {
    const taken = demo.organisation.draw(index, turn) * (devices.length - n) < missing;
    if (taken) missing--;
    return taken;
  });
}

/** The index of a device by its Google id; throws MusterError `not_found`. */
export function indexOf({ organisation, ledger }: Demo, deviceId: string): number {
  ledger.catchUp();
  const index = organisation.identities.indexOf(deviceId);
  if (!organisation.exists(index)) throw new MusterError('not_found', { deviceId });
  return index;
}

/** An organizational unit by its path; throws MusterError `not_found`. */
export function unitAt({ organisation }: Demo, orgUnitPath: string): OrgUnit {
  const unit = organisation.units.find(orgUnitPath);
  if (unit === undefined) throw new MusterError('not_found', { orgUnitPath });
  return unit;
}
