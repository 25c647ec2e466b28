import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Addresses } from './Addresses';
import type { DraftForm } from './draft';
import { KeyPicker } from './KeyPicker';
import { StepFrame } from './StepFrame';
import { SubjectField } from './SubjectField';
import css from './setup.module.css';
import { submitDraft } from './submit';

interface ServiceAccountProps {
  form: DraftForm;
  onBack: () => void;
  onSubmit: () => void;
}

/** A service account whose delegation is already in place: its key and the admin it acts as. */
export function ServiceAccount({ form, onBack, onSubmit }: ServiceAccountProps) {
  const { t } = useTranslation('google');
  return (
    <form noValidate onSubmit={submitDraft(form, onSubmit)}>
      <StepFrame
        title={t('key.title')}
        onBack={onBack}
        next={
          <Button type="submit" variant="filled">
            {t('key.connect')}
          </Button>
        }
      >
        <div className={css.fields}>
          <KeyPicker form={form} />
          <SubjectField form={form} />
        </div>
        <Addresses form={form} />
      </StepFrame>
    </form>
  );
}
