import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from '../commands/commands.module.css';

interface ConfirmProps {
  /** The button that asks. */
  label: string;
  question: string;
  yes: string;
  busy?: boolean;
  onYes: () => void;
}

/** A button with one more question before it acts. */
export function Confirm({ label, question, yes, busy = false, onYes }: ConfirmProps) {
  const { t } = useTranslation('apple');
  const [asking, setAsking] = useState(false);
  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button loading={busy} onClick={() => setAsking(!asking)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={css.question}>
          <p>{question}</p>
          <div className={css.answers}>
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
            <Button
              className={css.grave}
              onClick={() => {
                setAsking(false);
                onYes();
              }}
            >
              {yes}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
