import { notifications } from '@mantine/notifications';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { COVERS, usePageKeys } from '../../../components/use-page-keys';

/** What a table knows of its rows and of what is picked; `Found` is what a range is read as. */
export interface PickingPlace<Row, Found> {
  row(index: number): Row | null | undefined;
  /** The rows from `first` on, all of them without a count. */
  read(signal: AbortSignal, first: number, count?: number): Promise<Found[]>;
  reveal(index: number): void;
  current(): number | null;
  setCurrent(index: number): void;
  isOpen(): boolean;
  open(row: Row): void;
  toggle(row: Row, index: number): void;
  /** Where a range begins: the row picked last without shift. */
  anchor(): number | null;
  setAnchor(index: number): void;
  add(found: readonly Found[]): void;
  /** Picks exactly these. */
  pickAll(found: readonly Found[]): void;
  /** What is copied of a row; null for nothing. */
  textOf(row: Row): string | null;
  /** One step back, by Esc. */
  leave(): void;
  /** True where the pane beside the table leaves Esc and Ctrl/⌘ A to the page. */
  hearsPane?: boolean;
}

export interface Picking {
  /** Makes a row the current one; with the pane open, it is shown there. */
  go(index: number): void;
  open(index: number): void;
  toggle(index: number): void;
  extendTo(index: number): Promise<void>;
  copy(index: number): Promise<void>;
  selectAll(): Promise<void>;
  click(event: MouseEvent): void;
}

/** What clicks and keys do to the current row, what is open and what is picked. */
export function useRowPicking<Row, Found>(place: PickingPlace<Row, Found>): Picking {
  const { t } = useTranslation('devices');
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const read = (first: number, count?: number): Promise<Found[]> => {
    under.current?.abort();
    under.current = new AbortController();
    return place.read(under.current.signal, first, count);
  };
  const setCurrent = (index: number) => {
    place.setCurrent(index);
    place.reveal(index);
  };
  const show = (index: number) => {
    const row = place.row(index);
    if (row != null) place.open(row);
  };
  const picking: Picking = {
    go(index) {
      setCurrent(index);
      if (place.isOpen()) show(index);
    },
    open(index) {
      setCurrent(index);
      show(index);
    },
    toggle(index) {
      const row = place.row(index);
      setCurrent(index);
      if (row != null) place.toggle(row, index);
    },
    async extendTo(index) {
      const from = place.anchor() ?? place.current() ?? index;
      place.setAnchor(from);
      setCurrent(index);
      await read(Math.min(from, index), Math.abs(from - index) + 1).then(place.add, report);
    },
    async copy(index) {
      const row = place.row(index);
      const text = row == null ? null : place.textOf(row);
      if (text === null) return;
      const told = () => notifications.show({ message: t('copiedText', { text }), autoClose: 2000 });
      await call('app.copy', { text }).then(told, report);
    },
    async selectAll() {
      await read(0).then(place.pickAll, report);
    },
    click(event) {
      const index = rowIndexOf(event);
      if (index === null) return;
      if (event.shiftKey) void picking.extendTo(index);
      else if (isOnBox(event) || event.ctrlKey || event.metaKey) picking.toggle(index);
      else picking.open(index);
    },
  };
  const keys = { selectAll: picking.selectAll, leave: place.leave };
  usePageKeys(keys, place.hearsPane === true ? COVERS : `${COVERS}, aside`);
  return picking;
}

/** The row a click was made in. */
export function rowIndexOf({ target }: MouseEvent): number | null {
  const row = target instanceof Element ? target.closest('[data-row-index]') : null;
  const text = row?.getAttribute('data-row-index');
  return text == null ? null : Number(text);
}

function isOnBox({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('[aria-colindex="1"]') !== null;
}
