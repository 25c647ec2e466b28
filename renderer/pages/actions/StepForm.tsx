import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closeAction } from '../../stores/action-review';
import css from './actions.module.css';

interface StepFormProps {
  children: ReactNode;
  /** Goes to the step before; null at the first one. */
  onBack: (() => void) | null;
  onNext: () => void;
  /** False while something is missing. */
  ready: boolean;
}

/** The frame of a step before the review: its fields, the way back, and on to the review. */
export function StepForm({ children, onBack, onNext, ready }: StepFormProps) {
  const { t } = useTranslation('actions');
  return (
    <form
      className={css.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onNext();
      }}
    >
      <div className={css.fields}>{children}</div>
      <div className={css.buttons}>
        {onBack !== null && <Button onClick={onBack}>{t('dialog.back')}</Button>}
        <span className={css.gap} />
        <Button onClick={closeAction}>{t('dialog.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!ready}>
          {t('dialog.review')}
        </Button>
      </div>
    </form>
  );
}
