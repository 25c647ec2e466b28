import { notifications } from '@mantine/notifications';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import type { Rows } from '../../../queries/rows';
import { fetchUsers, type UserQuestion } from '../../../queries/users';
import type { GridModel } from '../../commands/grid/use-grid';
import { rowIndexOf } from '../../commands/list/CommandTable';
import { firstWhole } from '../../commands/targets/use-held-place';
import { addPicked, clearPicked, togglePicked, usePicked } from '../state/picked';
import { closeUser, useUsersView } from '../state/view';

/** The element id of the grid. */
export const USER_GRID_ID = 'user-grid';

/** Gives the focus back to the users, once their page is no longer covered. */
export function focusUsers(): void {
  requestAnimationFrame(() => document.getElementById(USER_GRID_ID)?.focus());
}

/** What clicks and keys do to the current row, what is open and what is picked. */
export function useUserPicking(question: UserQuestion, rows: Rows<User>, reveal: (index: number) => void) {
  const { t } = useTranslation('devices');
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const read = (first: number, count?: number): Promise<User[]> => {
    under.current?.abort();
    under.current = new AbortController();
    return fetchUsers(question, under.current.signal, first, count);
  };
  const setCurrent = (index: number) => {
    useUsersView.setState({ current: { index, id: rows.row(index)?.id ?? null } });
    reveal(index);
  };
  const show = (index: number) => {
    const id = rows.row(index)?.id;
    if (id !== undefined) useUsersView.setState({ openId: id });
  };
  const picking = {
    begin(model: GridModel) {
      setCurrent(Math.min(model.count - 1, firstWhole(model)));
    },
    go(index: number) {
      setCurrent(index);
      if (useUsersView.getState().openId !== null) show(index);
    },
    open(index: number) {
      setCurrent(index);
      show(index);
    },
    toggle(index: number) {
      const user = rows.row(index);
      setCurrent(index);
      if (user !== null) togglePicked(user, index);
    },
    async extendTo(index: number) {
      const from = usePicked.getState().anchor ?? useUsersView.getState().current?.index ?? index;
      usePicked.setState({ anchor: from });
      setCurrent(index);
      await read(Math.min(from, index), Math.abs(from - index) + 1).then(addPicked, report);
    },
    async copy(index: number) {
      const user = rows.row(index);
      if (user === null) return;
      const text = user.email ?? user.userName;
      const told = () => notifications.show({ message: t('copiedText', { text }), autoClose: 2000 });
      await call('app.copy', { text }).then(told, report);
    },
    async selectAll() {
      await read(0).then((all) => {
        clearPicked();
        addPicked(all);
      }, report);
    },
    click(event: MouseEvent) {
      const index = rowIndexOf(event);
      if (index === null) return;
      if (event.shiftKey) void picking.extendTo(index);
      else if (isOnBox(event) || event.ctrlKey || event.metaKey) picking.toggle(index);
      else picking.open(index);
    },
  };
  usePageKeys(picking.selectAll);
  return picking;
}

function isOnBox({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('[aria-colindex="1"]') !== null;
}

/** Ctrl/⌘ A and Esc work wherever the focus is, except while typing or in a dialog. */
function usePageKeys(selectAll: () => Promise<void>): void {
  const latest = useRef(selectAll);
  latest.current = selectAll;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if (event.key === 'Escape' && !closeUser()) clearPicked();
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, []);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const typing = target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
  return typing || target.closest('[role=dialog], [role=menu], [role=listbox], aside') !== null;
}
