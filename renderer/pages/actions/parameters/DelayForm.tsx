import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { Choice } from '../Choice';
import { StepForm } from '../StepForm';
import { spanText } from '../words';
import type { Ways } from './ways';

/** Google takes 0 to 300 seconds. */
const DELAYS = [0, 30, 60, 120, 300] as const;

/** How long a signed-in person is given before the restart. */
export function DelayForm({ set, onNext, onBack }: Ways & { set: number }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const [seconds, setSeconds] = useState(set);
  const labelOf = (delay: number) => (delay === 0 ? t('set.atOnce') : spanText(delay * 1000, t, format));
  return (
    <StepForm onBack={onBack} onNext={() => onNext({ action: 'restart', delaySeconds: seconds })} ready>
      <Choice
        label={t('set.delay')}
        hint={t('set.delayHint')}
        options={DELAYS.map((delay) => ({ value: String(delay), label: labelOf(delay) }))}
        chosen={String(seconds)}
        onChoose={(value) => setSeconds(Number(value))}
      />
    </StepForm>
  );
}
