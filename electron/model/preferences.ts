import { z } from 'zod';
import { deviceColumnSchema } from './device.ts';
import { DEFAULT_SORT, deviceFilterSchema, deviceSortSchema } from './device-query.ts';

/** Choices of this person on this machine, over all workspaces. */
export const preferencesSchema = z.object({
  language: z.enum(['system', 'en', 'fr']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['normal', 'compact']).default('normal'),
  lastWorkspaceId: z.string().nullable().default(null),
});
export type Preferences = z.infer<typeof preferencesSchema>;

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
