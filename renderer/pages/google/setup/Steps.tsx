import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './setup.module.css';

const STEPS = ['prerequisites', 'way', 'details', 'authorize', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** The steps of the set-up; those behind the current one can be gone back to until it is done. */
export function Steps({ current, onSelect }: { current: Step; onSelect: (step: Step) => void }) {
  const { t } = useTranslation('google');
  const position = STEPS.indexOf(current);
  const finished = current === 'done';
  return (
    <nav aria-label={t('setup.stepsLabel')}>
      <ol className={css.steps}>
        {STEPS.map((step, index) => {
          const state = index < position || finished ? 'done' : index === position ? 'current' : 'ahead';
          return (
            <li key={step} data-state={state}>
              <button
                type="button"
                disabled={state === 'ahead' || finished}
                aria-current={index === position ? 'step' : undefined}
                onClick={() => onSelect(step)}
              >
                <span className={css.stepMark} aria-hidden="true">
                  {state === 'done' ? <IconCheck size={12} stroke={2.6} /> : index + 1}
                </span>
                <span>{t(`setup.steps.${step}`)}</span>
                <span className="visually-hidden">{t(`setup.stepState.${state}`)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
