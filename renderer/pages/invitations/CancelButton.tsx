import { Button, Popover } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import styles from '../commands/commands.module.css';
import { ToolButton } from '../devices/ToolButton';

interface CancelButtonProps {
  count: number;
  disabled: boolean;
  onCancel: () => void;
}

/** Ends invitations, after one more question: a link that has ended cannot be brought back. */
export function CancelButton({ count, disabled, onCancel }: CancelButtonProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  return (
    <Popover opened={asking} onChange={setAsking} position="top" width={300} trapFocus returnFocus>
      <Popover.Target>
        <ToolButton
          icon={<IconBan size={14} stroke={1.6} aria-hidden="true" />}
          disabled={disabled}
          onClick={() => setAsking(!asking)}
        >
          {t('cancel.button')}
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('cancel.button')}>
        <div className={styles.question}>
          <p>{t('cancel.question', { count, n: format.number(count) })}</p>
          <div className={styles.answers}>
            <Button onClick={() => setAsking(false)}>{t('cancel.no')}</Button>
            <Button
              className={styles.grave}
              onClick={() => {
                setAsking(false);
                onCancel();
              }}
            >
              {t('cancel.yes', { count })}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
