import { z } from 'zod';
import { deviceFilterSchema, deviceSortSchema } from './device-query.ts';
import { devicesViewSchema } from './preferences.ts';

/** What a view shows of the fleet. The searched text is part of its filter. */
export const viewContentSchema = z.object({
  filter: deviceFilterSchema,
  sort: deviceSortSchema,
  /** Null: the usual columns. */
  columns: devicesViewSchema.shape.columns,
});
export type ViewContent = z.infer<typeof viewContentSchema>;

export const VIEW_NAME_MAX = 60;
export const viewNameSchema = z.string().trim().min(1).max(VIEW_NAME_MAX);

/** A view an admin saved under a name. `position` is its place among the others, from 0. */
export const savedViewSchema = z.object({
  id: z.string(),
  name: viewNameSchema,
  content: viewContentSchema,
  pinned: z.boolean(),
  position: z.int().min(0),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** What can be changed of a saved view; what is not named stays as it is. */
export const viewChangeSchema = z
  .object({ name: viewNameSchema, content: viewContentSchema, pinned: z.boolean() })
  .partial();
export type ViewChange = z.infer<typeof viewChangeSchema>;

export const newViewSchema = z.object({
  name: viewNameSchema,
  content: viewContentSchema,
  pinned: z.boolean(),
  /** Puts it in the place of the view that has this name, if one has. */
  replace: z.boolean().default(false),
});
export type NewView = z.infer<typeof newViewSchema>;

/** A name as it is compared: names that differ only by case or by how accents are encoded are the same. */
export function viewNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
