import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import table from '../../devices/table/table.module.css';
import { clampWidth, NARROWEST, setWidth, WIDEST } from './widths';

const STEP = 8;

interface ResizeHandleProps {
  /** The grid's name among the remembered widths. */
  grid: string;
  column: string;
  label: string;
  /** Its width as far as it is given, in px. */
  width: number;
}

/** The edge of a column's head: drag or arrow keys make the column wider; a double click gives it its own width back. */
export function ResizeHandle({ grid, column, label, width }: ResizeHandleProps) {
  const { t } = useTranslation('activity');
  const widthOf = (edge: Element) => Math.round(edge.parentElement?.getBoundingClientRect().width ?? 0);
  const drag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = { x: event.clientX, width: widthOf(edge) };
    const follow = (move: globalThis.PointerEvent) =>
      setWidth(grid, column, clampWidth(from.width + move.clientX - from.x));
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), {
      once: true,
    });
  };
  const byKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.key === 'ArrowLeft' ? -STEP : STEP;
    setWidth(grid, column, clampWidth(widthOf(event.currentTarget) + by));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('resize', { column: label })}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={table.resize}
      onPointerDown={drag}
      onDoubleClick={() => setWidth(grid, column, undefined)}
      onKeyDown={byKey}
    />
  );
}
