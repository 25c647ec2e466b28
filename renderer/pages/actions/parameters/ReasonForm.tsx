import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEPROVISION_REASONS } from '../../../../electron/bridge/domain';
import { Choice } from '../Choice';
import { StepForm } from '../StepForm';
import type { Ways } from './ways';

type Reason = (typeof DEPROVISION_REASONS)[number];

/** Why devices are deprovisioned; Google wants one of four reasons. */
export function ReasonForm({ set, onNext, onBack }: Ways & { set: Reason | null }) {
  const { t } = useTranslation('actions');
  const [reason, setReason] = useState(set);
  return (
    <StepForm
      onBack={onBack}
      onNext={() => reason !== null && onNext({ action: 'deprovision', reason })}
      ready={reason !== null}
    >
      <Choice
        label={t('set.reason')}
        hint={t('set.reasonHint')}
        options={DEPROVISION_REASONS.map((value) => ({ value, label: t(`deprovision.${value}`) }))}
        chosen={reason}
        onChoose={setReason}
      />
    </StepForm>
  );
}
