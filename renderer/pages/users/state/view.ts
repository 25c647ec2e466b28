import { create } from 'zustand';
import type { UserSource, UserState } from '../../../../electron/bridge/domain';
import { DEFAULT_USER_SORT, type UserQuestion } from '../../../queries/users';
import { clearPicked } from './picked';

type Widths = Readonly<Record<string, number>>;

/** How the Users page is set up, and where the admin is in it, for coming back to it. */
interface UsersView {
  workspaceId: string | null;
  text: string;
  sources: readonly UserSource[];
  states: readonly UserState[];
  sort: UserQuestion['sort'];
  widths: Widths;
  /** In px. */
  paneWidth: number;
  /** The row the arrows move; its id follows when rows change. */
  current: { index: number; id: string | null } | null;
  openId: string | null;
  /** Moves the current row down (1) or up (-1); set by the table while it is on screen. */
  step: ((by: 1 | -1) => void) | null;
}

const begun = (workspaceId: string | null): UsersView => ({
  workspaceId,
  text: '',
  sources: [],
  states: [],
  sort: DEFAULT_USER_SORT,
  widths: {},
  paneWidth: 392,
  current: null,
  openId: null,
  step: null,
});

export const useUsersView = create<UsersView>(() => begun(null));

/** Begins anew in another workspace; the same one stays as it was left. */
export function enterUsers(workspaceId: string): void {
  if (useUsersView.getState().workspaceId === workspaceId) return;
  useUsersView.setState(begun(workspaceId));
  clearPicked();
}

/** What is asked of the users: the filters, the searched text and the order. */
export function questionOf({
  text,
  sources,
  states,
  sort,
}: Pick<UsersView, 'text' | 'sources' | 'states' | 'sort'>): UserQuestion {
  const words = text.trim().slice(0, 200);
  return {
    filter: {
      ...(words !== '' && { text: words }),
      ...(sources.length > 0 && { sources: [...sources] }),
      ...(states.length > 0 && { states: [...states] }),
    },
    sort,
  };
}

/** Removes the search and the filters. */
export function showEverybody(): void {
  useUsersView.setState({ text: '', sources: [], states: [] });
}

type Sort = UserQuestion['sort'];

/** Sorts by a column, numbers and times from the greatest on; the column that already sorts turns round. */
export function sortBy(column: Sort['column']): void {
  const first: Sort['direction'] = GREATEST_FIRST.has(column) ? 'descending' : 'ascending';
  useUsersView.setState(({ sort }) => ({
    sort: { column, direction: sort.column === column ? opposite(sort.direction) : first },
  }));
}

const GREATEST_FIRST: ReadonlySet<Sort['column']> = new Set(['devices', 'changedAt']);

function opposite(direction: Sort['direction']): Sort['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}

/** Closes the pane. False: none was open. */
export function closeUser(): boolean {
  const wasOpen = useUsersView.getState().openId !== null;
  useUsersView.setState({ openId: null });
  return wasOpen;
}
