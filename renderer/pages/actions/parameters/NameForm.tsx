import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StepForm } from '../StepForm';
import type { Ways } from './ways';

const LONGEST = 100;

/** What devices shall be called. */
export function NameForm({ set, onNext, onBack }: Ways & { set: string }) {
  const { t } = useTranslation('actions');
  const [name, setName] = useState(set);
  const trimmed = name.trim();
  return (
    <StepForm
      onBack={onBack}
      onNext={() => onNext({ action: 'apple_rename', name: trimmed })}
      ready={trimmed !== ''}
    >
      <TextInput
        data-autofocus
        label={t('set.name')}
        description={t('set.nameHint')}
        value={name}
        maxLength={LONGEST}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </StepForm>
  );
}
