import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from '../actions.module.css';

interface ReviewFooterProps {
  onBack: (() => void) | null;
  busy: boolean;
  onCancel: () => void;
  /** What decides, where something can be decided. */
  children?: ReactNode;
}

/** The way back, the way out, which has the focus first, and what decides. */
export function ReviewFooter({ onBack, busy, onCancel, children }: ReviewFooterProps) {
  const { t } = useTranslation('actions');
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div className={css.buttons} onKeyDownCapture={ignoreHeldEnter}>
      {onBack !== null && (
        <Button onClick={onBack} disabled={busy}>
          {t('review.change')}
        </Button>
      )}
      <span className={css.gap} />
      <Button ref={cancel} data-autofocus onClick={onCancel} disabled={busy}>
        {t('dialog.cancel')}
      </Button>
      {children}
    </div>
  );
}

/** A key held too long must not press the button the focus has just moved to. */
function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}
