import { z } from 'zod';
import { deviceColumnSchema } from './device.ts';
import { DEFAULT_SORT, deviceFilterSchema, deviceSortSchema } from './device-query.ts';

const choices = {
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['normal', 'compact']),
  lastWorkspaceId: z.string().nullable(),
};

/** Choices of this person on this machine, over all workspaces. */
export const preferencesSchema = z.object({
  language: choices.language.default('system'),
  theme: choices.theme.default('system'),
  density: choices.density.default('normal'),
  lastWorkspaceId: choices.lastWorkspaceId.default(null),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Some of the choices. It has no defaults: what is not named stays as it is. */
export const preferencesChangeSchema = z.object(choices).partial();

/** How the Devices page was left, kept per workspace. */
export const devicesViewSchema = z.object({
  filter: deviceFilterSchema.default({}),
  sort: deviceSortSchema.default(DEFAULT_SORT),
  columns: z
    .array(z.object({ column: deviceColumnSchema, width: z.number().min(40).max(1200).nullable() }))
    .nullable()
    .default(null),
  paneWidth: z.number().min(280).max(1200).default(364),
});
export type DevicesView = z.infer<typeof devicesViewSchema>;
