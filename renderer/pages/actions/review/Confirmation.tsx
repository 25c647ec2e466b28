import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGrave, type Review } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import css from '../actions.module.css';
import { deedText } from '../words';
import { typedNumber } from './typed-number';

interface ConfirmationProps {
  review: Review;
  busy: boolean;
  /** The last attempt failed: only a fresh review can be confirmed. */
  failed: boolean;
  onConfirm: (typed: number | null) => void;
  onAgain: () => void;
}

/** The button that says exactly what happens, after the number where one has to be typed. */
export function Confirmation({ review, busy, failed, onConfirm, onAgain }: ConfirmationProps) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const [text, setText] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const { spec, ready, typed: wanted } = review;
  if (failed) {
    return (
      <Button variant="filled" onClick={onAgain}>
        {t('review.again')}
      </Button>
    );
  }
  if (ready === 0 || review.cap !== null) return null;
  const typed = typedNumber(text);
  const matches = wanted === null || typed === wanted;
  const colours = isGrave(spec.action) ? { color: 'var(--bad)', c: matches ? 'var(--bg)' : undefined } : {};
  return (
    <>
      {wanted !== null && (
        <TypedNumber
          wanted={format.number(wanted)}
          text={text}
          wrong={text.trim() !== '' && !matches && !String(wanted).startsWith(String(typed ?? ''))}
          onText={setText}
          onEnter={() => matches && button.current?.focus()}
        />
      )}
      <Button
        ref={button}
        variant="filled"
        {...colours}
        disabled={!matches}
        loading={busy}
        onClick={() => onConfirm(wanted === null ? null : typed)}
      >
        {deedText(spec.action, ready, t, format)}
      </Button>
    </>
  );
}

interface TypedNumberProps {
  wanted: string;
  text: string;
  wrong: boolean;
  onText: (text: string) => void;
  onEnter: () => void;
}

/** The number of devices, typed. Enter only goes on to the button. */
function TypedNumber({ wanted, text, wrong, onText, onEnter }: TypedNumberProps) {
  const { t } = useTranslation('actions');
  return (
    <TextInput
      className={css.typed}
      label={t('review.type', { n: wanted })}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      error={wrong}
      title={wrong ? t('review.typeWrong', { n: wanted }) : undefined}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
