import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionSpec } from '../../../../electron/bridge/domain';
import { StepForm } from '../StepForm';
import type { Ways } from './ways';

type Texts = Extract<ActionSpec, { action: 'apple_lock' | 'apple_lost_on' }>;
const LONGEST = 500;

/** What a locked screen shows. Lost Mode needs a message or a phone number (Apple, EnableLostMode). */
export function ScreenTextForm({ set, onNext, onBack }: Ways & { set: Texts }) {
  const { t } = useTranslation('actions');
  const [texts, setTexts] = useState<Texts>(set);
  const missing =
    texts.action === 'apple_lost_on' && texts.message.trim() === '' && texts.phone.trim() === '';
  return (
    <StepForm onBack={onBack} onNext={() => onNext(texts)} ready={!missing}>
      <Textarea
        data-autofocus
        label={t('set.message')}
        description={t('set.messageHint')}
        value={texts.message}
        rows={3}
        maxLength={LONGEST}
        error={missing ? t('set.oneNeeded') : undefined}
        onChange={(event) => setTexts({ ...texts, message: event.currentTarget.value })}
      />
      <TextInput
        type="tel"
        label={t('set.phone')}
        description={t('set.phoneHint')}
        value={texts.phone}
        maxLength={40}
        onChange={(event) => setTexts({ ...texts, phone: event.currentTarget.value })}
      />
      {texts.action === 'apple_lost_on' && (
        <TextInput
          label={t('set.footnote')}
          value={texts.footnote}
          maxLength={LONGEST}
          onChange={(event) => setTexts({ ...texts, footnote: event.currentTarget.value })}
        />
      )}
    </StepForm>
  );
}
