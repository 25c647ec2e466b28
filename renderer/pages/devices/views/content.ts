import type { SavedView, ViewContent } from '../../../../electron/bridge/domain';
import { queryOf, type ViewState } from '../state/view';
import { choicesOf } from '../table/columns';

/** What the Devices page shows now, as a view keeps it. */
export function contentOf(
  view: Pick<ViewState, 'filter' | 'sort' | 'columns'>,
  searched: string,
): ViewContent {
  return { ...queryOf(view, searched), columns: view.columns };
}

/** The view whose content this is: the one opened last when several are alike; null when none is. */
export function viewShowing(
  views: readonly SavedView[],
  content: ViewContent,
  openedId: string | null,
): SavedView | null {
  const wanted = keyOf(content);
  const alike = views.filter((view) => keyOf(view.content) === wanted);
  return alike.find(({ id }) => id === openedId) ?? alike[0] ?? null;
}

/** Equal for contents that show the same rows, columns and order, however wide the columns are. */
function keyOf({ filter, sort, columns }: ViewContent): string {
  const filters = Object.entries(filter)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, plain(value)])
    .sort();
  const shown = choicesOf(columns).map(({ column }) => column);
  return JSON.stringify([filters, sort.column, sort.direction, shown]);
}

/** A range chosen by name is that name, whose instants move on with the days; the order of alternatives is nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  if (typeof value !== 'object' || value === null) return value;
  const given = { ...value };
  const named = 'preset' in given && given.preset !== undefined;
  return Object.entries(given)
    .filter(
      ([name, part]) => part !== undefined && part !== false && !(named && ['from', 'to'].includes(name)),
    )
    .sort();
}
