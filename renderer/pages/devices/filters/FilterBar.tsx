import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
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
  const shown = CHIP_FILTERS.filter((name) => set.includes(name) || name === editing);
  return (
    <section className={styles.bar} aria-label={t('filter.label')}>
      {shown.map((name) => (
        <FilterChip
          key={name}
          name={name}
          words={chipWords(filter, name, words)}
          filter={asked}
          editing={editing === name}
          onEdit={(open) => setEditing(open ? name : null)}
          onRemove={() => {
            setFilter(name, undefined);
            setEditing(null);
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

function AddFilter({ free, onAdd }: { free: readonly ChipFilter[]; onAdd: (name: ChipFilter) => void }) {
  const { t } = useTranslation('devices');
  if (free.length === 0) return null;
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <button type="button" className={`${styles.chip} ${styles.add}`}>
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
