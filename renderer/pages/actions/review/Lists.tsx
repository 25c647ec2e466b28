import { Trans, useTranslation } from 'react-i18next';
import type { Refusal, Review } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import css from '../actions.module.css';

/** Which of the review’s rows are on screen. */
export interface ListShown {
  which: 'ready' | 'refused';
  /** Of the refused ones, those refused for this; null shows all of them. */
  refusal: Refusal | null;
}

interface ListsProps {
  review: Review;
  shown: ListShown;
  onShow: (list: ListShown) => void;
}

/** How many are ready and how many are refused, and why; each count opens its list. */
export function Lists({ review, shown, onShow }: ListsProps) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const { ready, refused, refusals } = review;
  const count = (key: 'ready' | 'refused', value: number) => (
    <Trans
      t={t}
      i18nKey={`review.${key}`}
      count={value}
      values={{ n: format.number(value) }}
      components={{ b: <b /> }}
    />
  );
  const pressed = (which: ListShown['which'], refusal: Refusal | null) =>
    shown.which === which && shown.refusal === refusal;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's part
    <div className={css.lists} role="group" aria-label={t('review.lists')}>
      <button
        type="button"
        className={css.list}
        aria-pressed={pressed('ready', null)}
        onClick={() => onShow({ which: 'ready', refusal: null })}
      >
        {count('ready', ready)}
      </button>
      {refused > 0 && (
        <button
          type="button"
          className={css.list}
          aria-pressed={pressed('refused', null)}
          onClick={() => onShow({ which: 'refused', refusal: null })}
        >
          {count('refused', refused)}
        </button>
      )}
      {refusals.map(({ refusal, count: value }) => (
        <button
          key={refusal}
          type="button"
          className={css.list}
          data-reason
          aria-pressed={pressed('refused', refusal)}
          onClick={() => onShow({ which: 'refused', refusal })}
        >
          {t(`refusal.${refusal}`)} <b>{format.number(value)}</b>
        </button>
      ))}
    </div>
  );
}
