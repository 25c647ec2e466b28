import { MusterError } from '../model/errors.ts';
import { type NewView, type SavedView, type ViewChange, viewNameKey } from '../model/saved-view.ts';
import { createTurns } from '../model/turns.ts';
import type { ViewRepository } from '../store/contract.ts';

/** The views of a workspace. Every change is told by `changed` once it is on the disk. */
export interface SavedViews {
  list(): Promise<SavedView[]>;
  /** Saves a view at the end, or in the place of its namesake. Throws `view_name_taken` unless told to replace. */
  save(view: NewView): Promise<SavedView>;
  /** Renames, pins, unpins or updates a view. Throws `not_found`, `view_name_taken`. */
  change(id: string, change: ViewChange): Promise<SavedView>;
  remove(id: string): Promise<void>;
  /** Puts a removed view back in its place. Throws `view_name_taken` when its name was given away meanwhile. */
  restore(view: SavedView): Promise<SavedView>;
  /** Orders the views as these ids are; views that are not named follow in the order they had. */
  reorder(ids: readonly string[]): Promise<void>;
}

export interface SavedViewsDeps {
  views: ViewRepository;
  newId(): string;
  changed(): void;
}

/** Makes the service over a workspace's store. */
export function createSavedViews({ views, newId, changed }: SavedViewsDeps): SavedViews {
  // A change reads the list before it writes: two at once would each write what the other did not see.
  const inTurn = createTurns();
  const put = async (view: SavedView): Promise<SavedView> => {
    await views.put(view);
    changed();
    return view;
  };
  const byId = async (id: string): Promise<SavedView> => {
    const found = (await views.list()).find((view) => view.id === id);
    if (found === undefined) throw new MusterError('not_found', { view: id });
    return found;
  };
  const save = async ({ name, content, pinned, replace }: NewView): Promise<SavedView> => {
    const all = await views.list();
    const namesake = all.find((view) => viewNameKey(view.name) === viewNameKey(name));
    if (namesake !== undefined && replace) return put({ ...namesake, name, content, pinned });
    const last = all.reduce((most, { position }) => Math.max(most, position), -1);
    return put({ id: newId(), name, content, pinned, position: last + 1 });
  };
  return {
    list: () => views.list(),
    save: (view) => inTurn(() => save(view)),
    change: (id, change) => inTurn(async () => put({ ...(await byId(id)), ...change })),
    remove: (id) =>
      inTurn(async () => {
        await views.remove(id);
        changed();
      }),
    restore: (view) => inTurn(() => put(view)),
    reorder: (ids) =>
      inTurn(async () => {
        const known = (await views.list()).map((view) => view.id);
        const named = ids.filter((id) => known.includes(id));
        await views.arrange([...named, ...known.filter((id) => !named.includes(id))]);
        changed();
      }),
  };
}
