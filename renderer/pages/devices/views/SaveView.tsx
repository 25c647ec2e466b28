import { Popover } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../ToolButton';
import { SaveViewForm } from './SaveViewForm';
import css from './views.module.css';

/** Saves what the page shows under a name. */
export function SaveView() {
  const { t } = useTranslation('views');
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <ToolButton
          icon={<IconBookmark size={15} stroke={1.6} aria-hidden />}
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          {t('save.button')}
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown className={css.save} aria-label={t('save.button')}>
        {open && <SaveViewForm onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
