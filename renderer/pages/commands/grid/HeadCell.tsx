// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import table from '../../devices/table/table.module.css';
import { clampWidth, type GridColumn, NARROWEST, WIDEST } from './columns';
import css from './grid.module.css';

const STEP = 8;

interface HeadCellProps {
  column: GridColumn;
  label: string;
  /** Its place among the columns, from 1. */
  place: number;
  width: number | undefined;
  onResize: (key: string, width: number) => void;
  className?: string | undefined;
  /** Where rows can be sorted by the column: how they are now, and what a click on its name does. */
  sort?: { now: 'ascending' | 'descending' | 'none'; onSort: () => void };
}

/** A column's head; its edge resizes, by the pointer or with the arrow keys. */
export function HeadCell({ column, label, place, width, onResize, className = '', sort }: HeadCellProps) {
  const { t } = useTranslation('commands');
  const cell = useRef<HTMLDivElement>(null);
  const widthNow = () => Math.round(cell.current?.getBoundingClientRect().width ?? column.width);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const from = { x: event.clientX, width: widthNow() };
    const follow = (move: globalThis.PointerEvent) =>
      onResize(column.key, clampWidth(from.width + move.clientX - from.x));
    const end = () => handle.removeEventListener('pointermove', follow);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('lostpointercapture', end, { once: true });
  };
  const resizeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    onResize(column.key, clampWidth(widthNow() + (event.key === 'ArrowLeft' ? -STEP : STEP)));
  };
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={place}
      aria-sort={sort?.now}
      className={`${table.head} ${column.end === true ? table.end : ''} ${className}`}
    >
      {sort === undefined ? (
        <span className={`${table.text} ${css.label}`}>{label}</span>
      ) : (
        <SortButton label={label} {...sort} />
      )}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('targets.resize', { column: label })}
        aria-valuenow={width ?? column.width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        className={table.resize}
        onPointerDown={drag}
        onKeyDown={resizeByKey}
      />
    </div>
  );
}

function SortButton({ label, now, onSort }: { label: string } & NonNullable<HeadCellProps['sort']>) {
  const Arrow = now === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={table.sort} onClick={onSort}>
      <span className={table.text}>{label}</span>
      {now !== 'none' && <Arrow size={12} stroke={2} aria-hidden="true" />}
    </button>
  );
}
