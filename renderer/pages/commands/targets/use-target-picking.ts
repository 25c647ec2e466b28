import { notifications } from '@mantine/notifications';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { fetchTargets } from '../../../queries/commands';
import { navigate } from '../../../stores/route';
import type { GridModel } from '../grid/use-grid';
import { rowIndexOf } from '../list/CommandTable';
import { addPicked, clearPicked, togglePicked, useTargetPlace } from '../state';
import { targetName } from '../words';
import { firstWhole } from './use-held-place';
import type { Targets } from './use-targets';

/** The element id of the grid. */
export const TARGET_GRID_ID = 'target-grid';

/** Gives the focus back to the targets, once their page is no longer covered. */
export function focusTargets(): void {
  requestAnimationFrame(() => document.getElementById(TARGET_GRID_ID)?.focus());
}

/** What clicks and keys do to the current row, what is open and what is picked. */
export function useTargetPicking(targets: Targets, reveal: (index: number) => void) {
  const { t } = useTranslation('commands');
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const read = (first: number, count?: number): Promise<Target[]> => {
    under.current?.abort();
    under.current = new AbortController();
    return fetchTargets(targets.filter, under.current.signal, first, count);
  };
  const setCurrent = (index: number) => {
    useTargetPlace.setState({ current: { index, id: targets.row(index)?.id ?? null } });
    reveal(index);
  };
  const picking = {
    begin(model: GridModel) {
      const index = Math.min(model.count - 1, firstWhole(model));
      useTargetPlace.setState({ current: { index, id: targets.row(index)?.id ?? null } });
    },
    go(index: number) {
      setCurrent(index);
      const id = targets.row(index)?.id;
      if (id !== undefined && useTargetPlace.getState().openId !== null)
        useTargetPlace.setState({ openId: id });
    },
    open(index: number) {
      setCurrent(index);
      const id = targets.row(index)?.id;
      if (id !== undefined) useTargetPlace.setState({ openId: id });
    },
    toggle(index: number) {
      const target = targets.row(index);
      setCurrent(index);
      if (target !== undefined) togglePicked(target, index);
    },
    async extendTo(index: number) {
      const place = useTargetPlace.getState();
      const from = place.anchor ?? place.current?.index ?? index;
      useTargetPlace.setState({ anchor: from });
      setCurrent(index);
      await read(Math.min(from, index), Math.abs(from - index) + 1).then(addPicked, report);
    },
    async copy(index: number) {
      const target = targets.row(index);
      if (target === undefined) return;
      const text = targetName(target);
      const told = () => notifications.show({ message: t('devices:copiedText', { text }), autoClose: 2000 });
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
      if (event.key === 'Escape') leave();
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, []);
}

/** One step back: from the open device, from what is picked, from the command. */
function leave(): void {
  const { openId, picked } = useTargetPlace.getState();
  if (openId !== null) useTargetPlace.setState({ openId: null });
  else if (picked.size > 0) clearPicked();
  else navigate('commands');
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const typing = target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
  return typing || target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}
