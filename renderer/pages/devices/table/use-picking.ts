import { notifications } from '@mantine/notifications';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceQuery } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { fetchIds } from '../../../queries/devices';
import { leavePane, openDevice, usePlace } from '../state/place';
import { addSelected, clearSelection, selectWhole, toggleSelected, useSelection } from '../state/selection';
import type { WindowSource } from './window-source';

export interface Picking {
  /** Makes a row the current one; with the pane open, its device is shown there. */
  go(index: number): void;
  open(index: number): void;
  toggle(index: number): void;
  extendTo(index: number): Promise<void>;
  /** Copies the serial of a row. */
  copy(index: number): Promise<void>;
  selectAll(): Promise<void>;
  click(event: MouseEvent): void;
}

/** What clicks and keys do to the current row and the selection. */
export function usePicking(
  source: WindowSource,
  query: DeviceQuery | null,
  reveal: (index: number) => void,
): Picking {
  const { t } = useTranslation('devices');
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const idsOf = async (first: number, count?: number): Promise<string[]> => {
    under.current?.abort();
    under.current = new AbortController();
    return query === null ? [] : fetchIds(query, under.current.signal, first, count);
  };
  const setCurrent = (index: number) => {
    usePlace.setState({ current: { index, id: source.row(index)?.id ?? null } });
    reveal(index);
  };
  const picking: Picking = {
    go(index) {
      setCurrent(index);
      const id = source.row(index)?.id;
      if (id !== undefined && usePlace.getState().openId !== null) openDevice(id);
    },
    open(index) {
      setCurrent(index);
      const id = source.row(index)?.id;
      if (id !== undefined) openDevice(id);
    },
    toggle(index) {
      const id = source.row(index)?.id;
      setCurrent(index);
      if (id !== undefined) toggleSelected(id, index);
    },
    async extendTo(index) {
      const from = useSelection.getState().anchor ?? usePlace.getState().current?.index ?? index;
      useSelection.setState({ anchor: from });
      setCurrent(index);
      const first = Math.min(from, index);
      await idsOf(first, Math.abs(from - index) + 1).then(addSelected, report);
    },
    async copy(index) {
      const text = source.row(index)?.serial ?? null;
      if (text === null) return;
      const told = () => notifications.show({ message: t('copiedText', { text }), autoClose: 2000 });
      await call('app.copy', { text }).then(told, report);
    },
    async selectAll() {
      if (query !== null) await idsOf(0).then((ids) => selectWhole(query, ids), report);
    },
    click(event) {
      const clicked = rowOf(event.target);
      if (clicked === null) return;
      if (event.shiftKey) void picking.extendTo(clicked.index);
      else if (clicked.onCheckbox || event.ctrlKey || event.metaKey) picking.toggle(clicked.index);
      else picking.open(clicked.index);
    },
  };
  usePageKeys(picking);
  return picking;
}

function rowOf(target: EventTarget): { index: number; onCheckbox: boolean } | null {
  const row = target instanceof Element ? target.closest('[data-row-index]') : null;
  const index = Number(row?.getAttribute('data-row-index') ?? Number.NaN);
  if (Number.isNaN(index) || !(target instanceof Element)) return null;
  return { index, onCheckbox: target.closest('[aria-colindex="1"]') !== null };
}

/** Ctrl/⌘ A and Esc work wherever the focus is, except while typing or in a dialog. */
function usePageKeys(picking: Picking): void {
  const latest = useRef(picking);
  latest.current = picking;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if (event.key === 'Escape' && !leavePane()) clearSelection();
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      void latest.current.selectAll();
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
