import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFirstFocus } from '../parts/use-first-focus';
import css from './setup.module.css';

interface StepFrameProps {
  title: string;
  intro?: string;
  onBack?: () => void;
  /** The button that leads on, and what stands beside it. */
  next?: ReactNode;
  children?: ReactNode;
}

/** One step: its title takes the focus when the step appears, so that it is read out and Tab goes on from it. */
export function StepFrame({ title, intro, onBack, next, children }: StepFrameProps) {
  const { t } = useTranslation('google');
  const heading = useFirstFocus<HTMLHeadingElement>();
  return (
    <>
      <h3 className={css.stepTitle} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {intro === undefined ? null : <p className={css.intro}>{intro}</p>}
      {children}
      <div className={css.actions}>
        {next}
        {onBack === undefined ? null : (
          <Button variant="subtle" color="gray" onClick={onBack}>
            {t('setup.back')}
          </Button>
        )}
      </div>
    </>
  );
}
