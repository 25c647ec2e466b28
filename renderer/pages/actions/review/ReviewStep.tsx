import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import { closeAction } from '../../../stores/action-review';
import { Notice } from '../../google/parts/Notice';
import css from '../actions.module.css';
import type { Step } from '../steps';
import { Reviewed } from './Reviewed';
import { ReviewFooter } from './ReviewFooter';
import { type ReviewState, useReview } from './use-review';

interface ReviewStepProps {
  step: Extract<Step, { name: 'review' }>;
  onStep: (step: Step) => void;
  onBusy: (busy: boolean) => void;
}

/** What would happen to whom, before anything is decided. */
export function ReviewStep({ step, onStep, onBusy }: ReviewStepProps) {
  const { state, gone, again } = useReview(step.spec, step.selection);
  const { back } = step;
  const onBack = back === null ? null : () => onStep(back);
  if (state.kind === 'ready') {
    return (
      <Reviewed
        key={state.review.id}
        review={state.review}
        onBack={onBack}
        onAgain={again}
        onGone={gone}
        onBusy={onBusy}
      />
    );
  }
  return (
    <div className={css.review}>
      <div className={css.waiting}>
        <NotReviewed state={state} onAgain={again} />
      </div>
      <ReviewFooter onBack={onBack} busy={false} onCancel={closeAction} />
    </div>
  );
}

interface NotReviewedProps {
  state: Exclude<ReviewState, { kind: 'ready' }>;
  onAgain: () => void;
}

function NotReviewed({ state, onAgain }: NotReviewedProps) {
  const { t } = useTranslation('actions');
  const again = <Button onClick={onAgain}>{t('review.again')}</Button>;
  switch (state.kind) {
    case 'working':
      return (
        <p className={css.working} role="status">
          <Loader size={14} aria-hidden="true" /> {t('review.working')}
        </p>
      );
    case 'gone':
      return (
        <Notice tone="warn" live actions={again}>
          {t('review.gone')}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" live actions={again}>
          {errorText(state.error)}
        </Notice>
      );
  }
}
