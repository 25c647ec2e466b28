// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
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
}

/** A column's head; its edge resizes, by the pointer or with the arrow keys. */
export function HeadCell({ column, label, place, width, onResize, className = '' }: HeadCellProps) {
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
      className={`${table.head} ${column.end === true ? table.end : ''} ${className}`}
    >
      <span className={`${table.text} ${css.label}`}>{label}</span>
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
