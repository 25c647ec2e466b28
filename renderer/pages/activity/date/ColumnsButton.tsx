import { Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceColumn, FLEET_AT_COLUMNS } from '../../../../electron/bridge/domain';
import { CheckList } from '../../devices/filters/CheckList';
import { ToolButton } from '../../devices/ToolButton';

interface ColumnsButtonProps {
  shown: readonly DeviceColumn[];
  onChange(shown: DeviceColumn[]): void;
}

/** Chooses which columns are shown and exported; one stays. */
export function ColumnsButton({ shown, onChange }: ColumnsButtonProps) {
  const { t } = useTranslation('devices');
  const [open, setOpen] = useState(false);
  const options = FLEET_AT_COLUMNS.map((value) => ({ value, label: t(`column.${value}`), count: null }));
  const choose = (chosen: string[]) => {
    const next = FLEET_AT_COLUMNS.filter((column) => chosen.includes(column));
    if (next.length > 0) onChange(next);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={236} trapFocus returnFocus>
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
      <Popover.Dropdown aria-label={t('columns.button')}>
        <CheckList label={t('columns.button')} options={options} chosen={shown} onChange={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}
