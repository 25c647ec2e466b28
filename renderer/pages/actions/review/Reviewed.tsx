import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../../electron/bridge/domain';
import { isGrave } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useConfirm } from '../../../queries/actions';
import { closeAction } from '../../../stores/action-review';
import { Notice } from '../../google/parts/Notice';
import css from '../actions.module.css';
import { doesText } from '../words';
import { CapNotice } from './CapNotice';
import { Confirmation } from './Confirmation';
import { Facts } from './Facts';
import { type ListShown, Lists } from './Lists';
import { ReviewFooter } from './ReviewFooter';
import { TargetTable } from './TargetTable';

interface ReviewedProps {
  review: Review;
  onBack: (() => void) | null;
  onAgain: () => void;
  onGone: () => void;
  onBusy: (busy: boolean) => void;
}

/** A finished review: what the action does, what it takes, whom it reaches and whom not, and the decision. */
export function Reviewed({ review, onBack, onAgain, onGone, onBusy }: ReviewedProps) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const { spec } = review;
  const [shown, show] = useState<ListShown>({ which: review.ready > 0 ? 'ready' : 'refused', refusal: null });
  const confirm = useConfirm();
  const busy = confirm.isPending;
  useEffect(() => onBusy(busy), [busy, onBusy]);
  const submit = (typed: number | null) => {
    if (!busy) confirm.mutate({ reviewId: review.id, typed }, { onSuccess: closeAction });
  };
  return (
    <div className={css.review}>
      <p className={css.does} data-grave={isGrave(spec.action) || undefined}>
        {doesText(spec, t, format)}
      </p>
      <Facts review={review} />
      <Obstacle review={review} error={confirm.error} />
      <Lists review={review} shown={shown} onShow={show} />
      <TargetTable review={review} shown={shown} onGone={onGone} />
      <ReviewFooter onBack={onBack} busy={busy} onCancel={closeAction}>
        <Confirmation
          review={review}
          busy={busy}
          failed={confirm.isError}
          onConfirm={submit}
          onAgain={onAgain}
        />
      </ReviewFooter>
    </div>
  );
}

/** Why this cannot be confirmed, or why confirming failed. */
function Obstacle({ review, error }: { review: Review; error: unknown }) {
  const { t } = useTranslation('actions');
  if (error !== null) {
    return (
      <Notice tone="bad" live>
        {errorText(error)}
      </Notice>
    );
  }
  if (review.cap !== null) return <CapNotice cap={review.cap} />;
  if (review.ready > 0) return null;
  return (
    <Notice tone="warn" live>
      {t(review.refused > 0 ? 'review.nothing' : 'review.empty')}
    </Notice>
  );
}
