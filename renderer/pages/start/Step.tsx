import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './start.module.css';
import type { StepState } from './steps';

interface StepProps {
  state: StepState;
  title: string;
  text: string;
  action?: ReactNode;
}

/** One step of the list, with its button when its turn has come. */
export function Step({ state, title, text, action }: StepProps) {
  const { t } = useTranslation('start');
  return (
    <li className={css.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={css.tick} aria-hidden="true">
        {state === 'done' && <IconCheck size={13} stroke={2.4} />}
      </span>
      <div>
        <h3>
          {title} {state === 'done' && <span className="visually-hidden">{t('step.done')}</span>}
        </h3>
        <p>{text}</p>
      </div>
      {action}
    </li>
  );
}
