import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFilter } from '../../../../electron/bridge/domain';
import { FacetEditor } from './FacetEditor';
import styles from './filters.module.css';
import { PlatformEditor } from './PlatformEditor';
import { StateEditor } from './StateEditor';
import type { ChipFilter } from './sentence';
import { TimeEditor } from './TimeEditor';
import { UnitEditor } from './UnitEditor';

export interface FilterChipProps {
  name: ChipFilter;
  /** Null while the admin has not chosen a value yet. */
  words: { subject: string; object: string } | null;
  /** What is asked now, so that the editor counts under the other filters. */
  filter: DeviceFilter;
  editing: boolean;
  onEdit: (open: boolean) => void;
  onRemove: () => void;
}

/** One filter: click changes it, ×, Backspace or Delete removes it. */
export function FilterChip({ name, words, filter, editing, onEdit, onRemove }: FilterChipProps) {
  const { t } = useTranslation('devices');
  const subject = t(`filter.subject.${name}`);
  const remove = t('filter.remove', { name: t(`filter.name.${name}`) });
  const removeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    onRemove();
  };
  return (
    <Popover opened={editing} onChange={onEdit} position="bottom-start" width={300} trapFocus returnFocus>
      <span className={styles.chip} data-open={editing || undefined}>
        <Popover.Target>
          <button
            type="button"
            className={styles.words}
            data-filter={name}
            onClick={() => onEdit(!editing)}
            onKeyDown={removeByKey}
          >
            {subject} <em>{words?.object ?? '…'}</em>
          </button>
        </Popover.Target>
        <button type="button" className={styles.remove} aria-label={remove} title={remove} onClick={onRemove}>
          <IconX size={12} stroke={2} aria-hidden />
        </button>
      </span>
      <Popover.Dropdown className={styles.editor} aria-label={t(`filter.name.${name}`)}>
        <Editor name={name} filter={filter} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Editor({ name, filter }: { name: ChipFilter; filter: DeviceFilter }) {
  switch (name) {
    case 'status':
      return <StateEditor filter={filter} />;
    case 'platform':
      return <PlatformEditor filter={filter} />;
    case 'orgUnit':
      return <UnitEditor filter={filter} />;
    case 'model':
    case 'osVersion':
      return <FacetEditor name={name} filter={filter} />;
    case 'lastSync':
    case 'autoUpdateUntil':
      return <TimeEditor key={name} name={name} />;
  }
}
