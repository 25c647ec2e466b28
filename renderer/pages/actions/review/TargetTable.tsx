// biome-ignore-all lint/a11y/useSemanticElements: a virtual table cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the table itself is what scrolls
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError, type Review, type ReviewRow } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { REVIEW_PAGE, reviewPageQuery } from '../../../queries/actions';
import { usePreferences } from '../../../queries/preferences';
import { Notice } from '../../google/parts/Notice';
import { changedFields } from './changes';
import { columnsOf, columnTitle, keyOf, TargetRow, tracksOf } from './columns';
import type { ListShown } from './Lists';
import css from './targets.module.css';

const ROW_HEIGHT = { normal: 28, compact: 24 } as const;
const HEADER_HEIGHT = 30;

interface TargetTableProps {
  review: Review;
  shown: ListShown;
  onGone: () => void;
}

/** The frozen targets, or what was refused and why. Only the rows on screen exist. */
export function TargetTable({ review, shown, onGone }: TargetTableProps) {
  const { t } = useTranslation('actions');
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[usePreferences().density];
  const count = countOf(review, shown);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: HEADER_HEIGHT,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const { row, loaded, error } = useRows(review, shown, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  useEffect(() => {
    if (isMusterError(error, 'review_gone')) onGone();
  }, [error, onGone]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [shown]);
  const fields = review.spec.action === 'annotate' ? changedFields(loaded, review.spec) : [];
  const columns = columnsOf(shown.which, fields);
  const { tracks, least } = tracksOf(columns);
  if (error !== null && !isMusterError(error, 'review_gone'))
    return <Notice tone="bad">{errorText(error)}</Notice>;
  if (count === 0) return <div className={css.scroller} />;
  return (
    <div
      ref={scroller}
      role="table"
      tabIndex={0}
      className={css.scroller}
      aria-label={t(shown.which === 'ready' ? 'review.frozen' : 'review.reasons')}
      aria-rowcount={count + 1}
      style={{ '--tracks': tracks, '--least': `${least}px`, '--row': `${rowHeight}px` } as CSSProperties}
    >
      <div role="row" aria-rowindex={1} className={css.header}>
        {columns.map((column) => (
          <span key={keyOf(column)} role="columnheader">
            {columnTitle(column, t)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: count * rowHeight }}>
        {items.map(({ index }) => (
          <TargetRow
            key={index}
            index={index}
            top={index * rowHeight}
            row={row(index)}
            columns={columns}
            spec={review.spec}
          />
        ))}
      </div>
    </div>
  );
}

function countOf(review: Review, { which, refusal }: ListShown): number {
  if (which === 'ready') return review.ready;
  if (refusal === null) return review.refused;
  return review.refusals.find((one) => one.refusal === refusal)?.count ?? 0;
}

/** The rows of the pages between two indexes, as far as they have come. */
function useRows(review: Review, { which, refusal }: ListShown, first: number, last: number) {
  const from = Math.floor(first / REVIEW_PAGE);
  const to = Math.floor(last / REVIEW_PAGE);
  const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const answers = useQueries({
    queries: pages.map((page) => reviewPageQuery(review.id, which, refusal, page)),
  });
  const row = (index: number): ReviewRow | undefined =>
    answers[Math.floor(index / REVIEW_PAGE) - from]?.data?.rows[index % REVIEW_PAGE];
  return {
    row,
    loaded: answers.flatMap(({ data }) => data?.rows ?? []),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  };
}
