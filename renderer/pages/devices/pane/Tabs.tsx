import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './pane.module.css';

interface TabsProps<Name extends string> {
  label?: string;
  tabs: readonly { name: Name; label: string }[];
  chosen: Name;
  onChoose: (tab: Name) => void;
  /** The look of a panel that arranges its parts itself; without it the panel scrolls as a whole. */
  panelClass?: string | undefined;
  children: ReactNode;
}

/** Tabs and the panel of the chosen one; ← and →, Home and End walk them. */
export function Tabs<Name extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  panelClass,
  children,
}: TabsProps<Name>) {
  const id = useId();
  const strip = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const next =
      tabs[
        placeAfter(
          event.key,
          tabs.findIndex(({ name }) => name === chosen),
          tabs.length,
        )
      ];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.name);
    strip.current?.querySelector<HTMLElement>(`[data-tab=${next.name}]`)?.focus();
  };
  return (
    <>
      <div ref={strip} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            data-tab={tab.name}
            tabIndex={tab.name === chosen ? 0 : -1}
            aria-selected={tab.name === chosen}
            aria-controls={`${id}-panel`}
            className={styles.tab}
            onClick={() => onChoose(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        // A scrolling region must be reachable by keyboard.
        tabIndex={panelClass === undefined ? 0 : undefined}
        aria-labelledby={`${id}-${chosen}`}
        className={panelClass ?? styles.body}
      >
        {children}
      </div>
    </>
  );
}

function placeAfter(key: string, place: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count;
    case 'ArrowLeft':
      return (place + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
