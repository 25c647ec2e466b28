import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFilter } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { useOrgUnits } from '../../../queries/devices';
import { clearFilters, setFilter, useView } from '../state/view';
import { FilterChip } from './FilterChip';
import styles from './filters.module.css';
import { CHIP_FILTERS, type ChipFilter, chipWords, type Words } from './sentence';

/** The filters as a sentence of chips, and the menu that adds one. */
export function FilterBar({ asked, children }: { asked: DeviceFilter; children: React.ReactNode }) {
  const { t } = useTranslation('devices');
  const words = useWords();
  const filter = useView((view) => view.filter);
  const [editing, setEditing] = useState<ChipFilter | null>(null);
  const set = CHIP_FILTERS.filter((name) => chipWords(filter, name, words) !== null);
  const bar = useRef<HTMLElement>(null);
  const edit = (name: ChipFilter, open: boolean) => {
    setEditing(open ? name : null);
    if (!open) requestAnimationFrame(() => focusAfter(bar.current, name));
  };
  const shown = CHIP_FILTERS.filter((name) => set.includes(name) || name === editing);
  return (
    <section ref={bar} className={styles.bar} aria-label={t('filter.label')}>
      {shown.map((name) => (
        <FilterChip
          key={name}
          name={name}
          words={chipWords(filter, name, words)}
          filter={asked}
          editing={editing === name}
          onEdit={(open) => edit(name, open)}
          onRemove={() => {
            setFilter(name, undefined);
            edit(name, false);
          }}
        />
      ))}
      <AddFilter free={CHIP_FILTERS.filter((name) => !shown.includes(name))} onAdd={setEditing} />
      {set.length > 0 && (
        <button type="button" className={styles.clear} onClick={clearFilters}>
          {t('filter.clearAll')}
        </button>
      )}
      <div className={styles.right}>{children}</div>
    </section>
  );
}

/** The focus goes to the filter that was edited, or, when nothing was chosen, to the button that adds one. */
function focusAfter(bar: HTMLElement | null, name: ChipFilter): void {
  const chip = bar?.querySelector<HTMLElement>(`[data-filter=${name}]`);
  const target = chip ?? bar?.querySelector<HTMLElement>('[data-filter=add]');
  const focused = document.activeElement;
  if (focused === document.body || focused?.closest('[role=dialog]')) target?.focus();
}

function AddFilter({ free, onAdd }: { free: readonly ChipFilter[]; onAdd: (name: ChipFilter) => void }) {
  const { t } = useTranslation('devices');
  if (free.length === 0) return null;
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <button type="button" data-filter="add" className={`${styles.chip} ${styles.add}`}>
          <IconPlus size={12} stroke={2} aria-hidden /> {t('filter.add')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {free.map((name) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {t(`filter.name.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useWords(): Words {
  const { t, i18n } = useTranslation('devices');
  const format = useFormat();
  const units = useOrgUnits();
  return { t, format, language: i18n.language, units };
}
