import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../parts/Notice';
import { WAYS, type Way } from './draft';
import { StepFrame } from './StepFrame';
import css from './setup.module.css';

interface WayChoiceProps {
  way: Way;
  demo: boolean;
  onChange: (way: Way) => void;
  onBack: () => void;
  onContinue: () => void;
}

/** The three ways in, with what speaks for and against each. */
export function WayChoice({ way, demo, onChange, onBack, onContinue }: WayChoiceProps) {
  const { t } = useTranslation('google');
  return (
    <StepFrame
      title={t('way.title')}
      onBack={onBack}
      next={
        <Button variant="filled" onClick={onContinue}>
          {t('setup.continue')}
        </Button>
      }
    >
      <fieldset className={css.ways}>
        <legend className="visually-hidden">{t('way.groupLabel')}</legend>
        {WAYS.map((name) => (
          <label key={name} className={css.way} data-checked={name === way}>
            <input
              type="radio"
              name="way"
              value={name}
              checked={name === way}
              onChange={() => onChange(name)}
            />
            <span className={css.wayText}>
              <span className={css.wayTitle}>
                {t(`way.${name}.title`)}
                {name === 'signIn' ? <em>{t('way.recommended')}</em> : null}
              </span>
              <span>{t(`way.${name}.text`)}</span>
              <Tradeoff sign="+" word={t('way.for')} text={t(`way.${name}.good`)} />
              <Tradeoff
                sign={demo && name === 'signIn' ? '+' : '–'}
                word={t(demo && name === 'signIn' ? 'way.for' : 'way.against')}
                text={t(demo && name === 'signIn' ? 'way.signIn.demo' : `way.${name}.bad`)}
              />
            </span>
          </label>
        ))}
      </fieldset>
      {demo && way !== 'signIn' ? <Notice tone="info">{t('way.demoHint')}</Notice> : null}
    </StepFrame>
  );
}

function Tradeoff({ sign, word, text }: { sign: string; word: string; text: string }) {
  return (
    <span className={css.tradeoff}>
      <b aria-hidden="true">{sign}</b>
      <span className="visually-hidden">{word}: </span>
      <span>{text}</span>
    </span>
  );
}
