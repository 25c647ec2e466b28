import { Menu, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../../devices/filters/filters.module.css';
import css from './filters.module.css';

/** One filter of a table as a part of the sentence. */
export interface Chip {
  name: string;
  /** What it is called in the menu that adds it. */
  label: string;
  subject: string;
  /** What it is set to, in words; null when it is not set. */
  object: string | null;
  /** Null for a filter that is set by coming from elsewhere and can only be removed. */
  editor: ReactNode;
  remove(): void;
}

interface ChipBarProps {
  chips: readonly Chip[];
  /** Stands before the chips: a search field. */
  lead?: ReactNode;
  onClear(): void;
  children?: ReactNode;
}

/** Filters as a sentence of chips, and the menu that adds one. */
export function ChipBar({ chips, lead, onClear, children }: ChipBarProps) {
  const { t } = useTranslation('devices');
  const [editing, setEditing] = useState<string | null>(null);
  const bar = useRef<HTMLElement>(null);
  const edit = (name: string, open: boolean) => {
    setEditing(open ? name : null);
    if (!open) requestAnimationFrame(() => focusAfter(bar.current, name));
  };
  const shown = chips.filter(({ name, object }) => object !== null || name === editing);
  const free = chips.filter((chip) => !shown.includes(chip) && chip.editor !== null);
  return (
    <section ref={bar} className={styles.bar} aria-label={t('filter.label')}>
      {lead}
      {shown.map((chip) => (
        <ChipPart
          key={chip.name}
          chip={chip}
          editing={editing === chip.name}
          onEdit={(open) => edit(chip.name, open)}
          onRemove={() => {
            chip.remove();
            edit(chip.name, false);
          }}
        />
      ))}
      <AddChip free={free} onAdd={setEditing} />
      {chips.some(({ object }) => object !== null) && (
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('filter.clearAll')}
        </button>
      )}
      <div className={styles.right}>{children}</div>
    </section>
  );
}

interface ChipPartProps {
  chip: Chip;
  editing: boolean;
  onEdit(open: boolean): void;
  onRemove(): void;
}

/** Click changes it; ×, Backspace or Delete removes it. */
function ChipPart({ chip, editing, onEdit, onRemove }: ChipPartProps) {
  const { t } = useTranslation('devices');
  const remove = t('filter.remove', { name: chip.label });
  const removeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    onRemove();
  };
  const words = (
    <>
      {chip.subject} <em>{chip.object ?? '…'}</em>
    </>
  );
  const end = (
    <button type="button" className={styles.remove} aria-label={remove} title={remove} onClick={onRemove}>
      <IconX size={12} stroke={2} aria-hidden />
    </button>
  );
  if (chip.editor === null) {
    return (
      <span className={styles.chip}>
        <span className={`${styles.words} ${css.fixed}`}>{words}</span>
        {end}
      </span>
    );
  }
  return (
    <Popover opened={editing} onChange={onEdit} position="bottom-start" width={300} trapFocus returnFocus>
      <span className={styles.chip} data-open={editing || undefined}>
        <Popover.Target>
          <button
            type="button"
            className={styles.words}
            data-filter={chip.name}
            onClick={() => onEdit(!editing)}
            onKeyDown={removeByKey}
          >
            {words}
          </button>
        </Popover.Target>
        {end}
      </span>
      <Popover.Dropdown className={styles.editor} aria-label={chip.label}>
        {chip.editor}
      </Popover.Dropdown>
    </Popover>
  );
}

function AddChip({ free, onAdd }: { free: readonly Chip[]; onAdd(name: string): void }) {
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
        {free.map(({ name, label }) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The focus goes to the filter that was edited, or, when nothing was chosen, to the button that adds one. */
function focusAfter(bar: HTMLElement | null, name: string): void {
  const chip = bar?.querySelector<HTMLElement>(`[data-filter=${name}]`);
  const target = chip ?? bar?.querySelector<HTMLElement>('[data-filter=add]');
  const focused = document.activeElement;
  if (focused === document.body || focused?.closest('[role=dialog]')) target?.focus();
}
