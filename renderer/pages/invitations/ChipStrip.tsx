import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import css from './invitations.module.css';

/** Chips in one line: what does not fit is scrolled to, by wheel, by the arrows at the ends, or with the focus. */
export function ChipStrip({ children }: { children: ReactNode }) {
  const line = useRef<HTMLDivElement>(null);
  const { before, after } = useHidden(line);
  const scroll = (by: 1 | -1) =>
    line.current?.scrollBy({ left: by * line.current.clientWidth * 0.7, behavior: 'smooth' });
  return (
    <div className={css.strip} data-before={before || undefined} data-after={after || undefined}>
      {before && <Arrow end="before" onClick={() => scroll(-1)} />}
      <div ref={line} className={css.chips}>
        {children}
      </div>
      {after && <Arrow end="after" onClick={() => scroll(1)} />}
    </div>
  );
}

/** For the mouse alone: the chips themselves are reached by the keyboard. */
function Arrow({ end, onClick }: { end: 'before' | 'after'; onClick: () => void }) {
  const Icon = end === 'before' ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={css.arrow}
      data-end={end}
      tabIndex={-1}
      aria-hidden="true"
      onClick={onClick}
    >
      <Icon size={14} stroke={1.8} />
    </button>
  );
}

/** Whether something is hidden at either end. */
function useHidden(line: RefObject<HTMLDivElement | null>): { before: boolean; after: boolean } {
  const [hidden, setHidden] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const element = line.current;
    if (element === null) return;
    const { scrollLeft, clientWidth, scrollWidth } = element;
    const before = scrollLeft > 1;
    const after = scrollLeft + clientWidth < scrollWidth - 1;
    setHidden((now) => (now.before === before && now.after === after ? now : { before, after }));
  }, [line]);
  // The chips change with what is counted.
  useEffect(look);
  useEffect(() => {
    const element = line.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      if (element.scrollWidth <= element.clientWidth || event.deltaX !== 0) return;
      event.preventDefault();
      element.scrollLeft += event.deltaY;
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look);
    // React’s own wheel listeners cannot keep the page still.
    element.addEventListener('wheel', turn, { passive: false });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
      element.removeEventListener('wheel', turn);
    };
  }, [line, look]);
  return hidden;
}
