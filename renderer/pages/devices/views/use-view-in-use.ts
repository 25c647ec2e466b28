import { useMemo } from 'react';
import type { SavedView, ViewContent } from '../../../../electron/bridge/domain';
import { useSavedViews } from '../../../queries/views';
import { useSearch } from '../../../stores/search';
import { useView } from '../state/view';
import { contentOf, viewShowing } from './content';
import { useOpenedView } from './open-view';

/** What the Devices page shows now. */
export function useContent(): ViewContent {
  const filter = useView((view) => view.filter);
  const sort = useView((view) => view.sort);
  const columns = useView((view) => view.columns);
  const text = useSearch((search) => search.text);
  return useMemo(() => contentOf({ filter, sort, columns }, text), [filter, sort, columns, text]);
}

/** The saved view that the Devices page shows just as it was saved; null when it shows something else. */
export function useViewInUse(): SavedView | null {
  const views = useSavedViews();
  const content = useContent();
  const ready = useView((view) => view.ready);
  const openedId = useOpenedView((opened) => opened.id);
  return useMemo(
    () => (ready ? viewShowing(views, content, openedId) : null),
    [ready, views, content, openedId],
  );
}

/** The view that was opened and then changed on the page; null when nothing of it was. */
export function useChangedView(): SavedView | null {
  const views = useSavedViews();
  const inUse = useViewInUse();
  const openedId = useOpenedView((opened) => opened.id);
  return inUse === null ? (views.find(({ id }) => id === openedId) ?? null) : null;
}
