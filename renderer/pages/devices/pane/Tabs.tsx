import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tab } from './fields';
import styles from './pane.module.css';

interface TabsProps {
  tabs: readonly Tab[];
  chosen: Tab;
  onChoose: (tab: Tab) => void;
  children: ReactNode;
}

/** The pane's tabs; ← and → walk them. */
export function Tabs({ tabs, chosen, onChoose, children }: TabsProps) {
  const { t } = useTranslation('devices');
  const id = useId();
  const strip = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(chosen) + by + tabs.length) % tabs.length];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next);
    strip.current?.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <>
      <div ref={strip} role="tablist" className={styles.tabs} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            data-tab={tab}
            tabIndex={tab === chosen ? 0 : -1}
            aria-selected={tab === chosen}
            aria-controls={`${id}-panel`}
            className={styles.tab}
            onClick={() => onChoose(tab)}
          >
            {t(`tab.${tab}`)}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-labelledby={`${id}-${chosen}`}
        className={styles.body}
      >
        {children}
      </div>
    </>
  );
}
