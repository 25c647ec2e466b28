import type { AppleDetail } from '../model/apple/enrollment.ts';
import type { LibraryProfile } from '../model/apple/profile.ts';
import type { Device } from '../model/device.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';

/** A device that is managed here, as lists and as its pane show it. */
export interface FoundDevice {
  device: Device;
  detail: AppleDetail;
}

/** The device with this serial, UDID or id. Throws `bad_input` when there is none, or several have the serial. */
export async function appleDevice(workspace: OpenWorkspace, wanted: string): Promise<FoundDevice> {
  const { store, apple } = workspace;
  const bySerial = await store.devices.find({ serial: wanted });
  const found = bySerial.length > 0 ? bySerial : await store.devices.find({ providerId: wanted });
  const asked = await Promise.all(
    found.map(async (device) => ({ device, detail: await apple.detail(device.id) })),
  );
  const managed = asked.flatMap(({ device, detail }) => (detail === null ? [] : [{ device, detail }]));
  const [only, ...others] = managed;
  if (only === undefined || others.length > 0)
    throw new MusterError('bad_input', { field: '<device>', problem: wanted });
  return only;
}

/** The profile with this id, identifier or name. Throws `bad_input` when there is none, or several have the name. */
export async function profileOf({ apple }: OpenWorkspace, wanted: string): Promise<LibraryProfile> {
  const profile = findProfile(wanted, await apple.profiles.list());
  if (profile === undefined) throw new MusterError('bad_input', { field: '<profile>', problem: wanted });
  return profile;
}

/** The one that is meant; a name that several have means none. */
export function findProfile<P extends Pick<LibraryProfile, 'id' | 'identifier' | 'name'>>(
  wanted: string,
  all: readonly P[],
): P | undefined {
  const exact = all.find(({ id, identifier }) => id === wanted || identifier === wanted);
  const named = all.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return exact ?? (named.length === 1 ? named[0] : undefined);
}

/** An instant for a person; a dash where there is none. */
export function timeText(at: number | null): string {
  return at === null ? '–' : new Date(at).toISOString();
}
