import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../state/view';
import styles from './pane.module.css';

const NARROWEST = 280;
const WIDEST = 1200;
const STEP = 24;

/** The pane's edge: drag or arrow keys make it wider. */
export function PaneEdge() {
  const { t } = useTranslation('devices');
  const width = useView((view) => view.paneWidth);
  const start = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const follow = (move: globalThis.PointerEvent) => setWidth(width + from - move.clientX);
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), {
      once: true,
    });
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    setWidth(width + (event.key === 'ArrowLeft' ? STEP : -STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('pane.resize')}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={styles.edge}
      onPointerDown={start}
      onKeyDown={byKey}
    />
  );
}

function setWidth(width: number): void {
  const most = Math.min(WIDEST, window.innerWidth - 420);
  useView.setState({ paneWidth: Math.round(Math.max(NARROWEST, Math.min(most, width))) });
}
