import { type DevicesView, devicesViewSchema } from '../model/preferences.ts';
import type { SettingsRepository } from '../store/contract.ts';

const KEY = 'devices.view';

/** How the Devices page was left in this workspace; a view that cannot be understood gives the standard one. */
export async function readDevicesView(settings: SettingsRepository): Promise<DevicesView> {
  const stored = await settings.get(KEY);
  const parsed = devicesViewSchema.safeParse(stored === null ? {} : JSON.parse(stored));
  return parsed.success ? parsed.data : devicesViewSchema.parse({});
}

/** Remembers it. */
export async function writeDevicesView(settings: SettingsRepository, view: DevicesView): Promise<void> {
  await settings.set(KEY, JSON.stringify(view));
}
