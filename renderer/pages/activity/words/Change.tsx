import { IconArrowRight } from '@tabler/icons-react';
import type { HistoryField } from '../../../../electron/bridge/domain';
import type { WordKit } from './kit';
import { type ValueWords, valueWords } from './value';
import css from './words.module.css';

interface ChangeProps {
  field: HistoryField;
  before: string | null;
  after: string | null;
  kit: WordKit;
}

/** A value before and after. */
export function Change({ field, before, after, kit }: ChangeProps) {
  const { t } = kit;
  const from = valueWords(field, before, kit);
  const to = valueWords(field, after, kit);
  if (to === null) {
    return (
      <span className={css.change}>
        {from !== null && <Value words={from} removed />}{' '}
        <span className={css.verb}>{t('change.removed')}</span>
      </span>
    );
  }
  return (
    <span className={css.change}>
      {from === null ? (
        <span className={css.verb}>{t('change.set')} </span>
      ) : (
        <>
          <Value words={from} former />
          <IconArrowRight className={css.arrow} size={13} stroke={1.7} aria-hidden />
          <span className="visually-hidden"> {t('change.to')} </span>
        </>
      )}
      <Value words={to} />
    </span>
  );
}

interface ValueProps {
  words: ValueWords;
  former?: boolean;
  removed?: boolean;
}

function Value({ words, former = false, removed = false }: ValueProps) {
  const Part = removed ? 'del' : former ? 'span' : 'b';
  return (
    <Part
      className={`${former || removed ? css.before : css.after} ${words.code ? 'mono' : ''}`}
      title={words.title}
    >
      {words.text}
    </Part>
  );
}
