import type { Console } from '../console.ts';
import type { SavedViews } from '../fleet/saved-views.ts';
import type { Some } from './handlers.ts';

/** The bridge's methods for saved views. */
export function viewHandlers(console: Console): Some<'views'> {
  const views = (): SavedViews => console.need().views;
  return {
    'views.list': () => views().list(),
    'views.save': (view) => views().save(view),
    'views.change': ({ id, change }) => views().change(id, change),
    'views.remove': ({ id }) => views().remove(id),
    'views.restore': (view) => views().restore(view),
    'views.reorder': ({ ids }) => views().reorder(ids),
  };
}
