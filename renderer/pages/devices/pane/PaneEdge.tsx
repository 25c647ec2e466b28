import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './pane.module.css';

const NARROWEST = 280;
const WIDEST = 1200;
const STEP = 24;

interface PaneEdgeProps {
  label: string;
  /** In px. */
  width: number;
  onWidth: (width: number) => void;
}

/** A pane's edge: drag or arrow keys make it wider. */
export function PaneEdge({ label, width, onWidth }: PaneEdgeProps) {
  const start = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const follow = (move: globalThis.PointerEvent) => onWidth(fitting(width + from - move.clientX));
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), {
      once: true,
    });
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onWidth(fitting(width + (event.key === 'ArrowLeft' ? STEP : -STEP)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={styles.edge}
      onPointerDown={start}
      onKeyDown={byKey}
    />
  );
}

function fitting(width: number): number {
  const most = Math.min(WIDEST, window.innerWidth - 420);
  return Math.round(Math.max(NARROWEST, Math.min(most, width)));
}
