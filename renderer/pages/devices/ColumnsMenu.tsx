import { Popover } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceColumn } from '../../../electron/bridge/domain';
import styles from './devices.module.css';
import { useView } from './state/view';
import { ToolButton } from './ToolButton';
import { choicesOf, menuOrder, moved, toggled } from './table/columns';
import { useHeaderDrag } from './table/use-header-drag';

/** Chooses the columns and their order, by pointer or keyboard. */
export function ColumnsMenu() {
  const { t } = useTranslation('devices');
  const [open, setOpen] = useState(false);
  const choices = choicesOf(useView((view) => view.columns));
  const move = (column: DeviceColumn, place: number) =>
    useView.setState({ columns: moved(choices, column, place) });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <ToolButton
          icon={<IconColumns3 size={15} stroke={1.6} aria-hidden />}
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          {t('columns.button')}
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.columns} aria-label={t('columns.button')}>
        <ul className={styles.columnList}>
          {menuOrder(choices).map(({ column, shown }, place) => (
            <ColumnLine
              key={column}
              column={column}
              shown={shown}
              place={place}
              last={choices.length - 1}
              onToggle={() => useView.setState({ columns: toggled(choices, column) })}
              onMove={move}
            />
          ))}
        </ul>
        <button type="button" className={styles.reset} onClick={() => useView.setState({ columns: null })}>
          {t('columns.reset')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ColumnLineProps {
  column: DeviceColumn;
  shown: boolean;
  place: number;
  /** The place of the last shown column. */
  last: number;
  onToggle: () => void;
  onMove: (column: DeviceColumn, place: number) => void;
}

function ColumnLine({ column, shown, place, last, onToggle, onMove }: ColumnLineProps) {
  const { t } = useTranslation('devices');
  const name = t(`column.${column}`);
  const drag = useHeaderDrag(column, place, onMove);
  const moveByKey = (event: React.KeyboardEvent) => {
    if (!shown || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(column, place + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <li className={styles.columnLine} {...(shown ? { ...drag.source, ...drag.target } : {})}>
      <IconGripVertical className={styles.grip} size={13} data-shown={shown || undefined} aria-hidden />
      <label>
        <input
          type="checkbox"
          checked={shown}
          disabled={shown && last === 0}
          onChange={onToggle}
          onKeyDown={moveByKey}
        />
        {name}
      </label>
      {shown && place > 0 && (
        <button
          type="button"
          aria-label={t('columns.up', { name })}
          onClick={() => onMove(column, place - 1)}
        >
          <IconChevronUp size={13} aria-hidden />
        </button>
      )}
      {shown && place < last && (
        <button
          type="button"
          aria-label={t('columns.down', { name })}
          onClick={() => onMove(column, place + 1)}
        >
          <IconChevronDown size={13} aria-hidden />
        </button>
      )}
    </li>
  );
}
