import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ANNOTATIONS,
  type Annotation,
  type AnnotationChange,
  type Annotations,
} from '../../../../electron/bridge/domain';
import css from '../actions.module.css';
import { StepForm } from '../StepForm';
import { AnnotationField } from './AnnotationField';
import { changeOf, type DraftField, draftOf } from './annotation-draft';
import type { Ways } from './ways';

interface AnnotationsFormProps extends Ways {
  set: AnnotationChange | null;
  /** The present values, when one device is meant. */
  present: Annotations | null;
}

/** The annotations to write, the same for every device; each is left as it is until it is ticked. */
export function AnnotationsForm({ set, present, onNext, onBack }: AnnotationsFormProps) {
  const { t } = useTranslation('actions');
  const [draft, setDraft] = useState(() => draftOf(set, present));
  const changes = changeOf(draft);
  const setField = (name: Annotation, field: DraftField) =>
    setDraft((before) => ({ ...before, [name]: field }));
  return (
    <StepForm
      onBack={onBack}
      onNext={() => changes !== null && onNext({ action: 'annotate', changes })}
      ready={changes !== null}
    >
      <p className={css.hint}>{t('set.annotationsHint')}</p>
      {ANNOTATIONS.map((name) => (
        <AnnotationField
          key={name}
          name={name}
          field={draft[name]}
          onChange={(field) => setField(name, field)}
        />
      ))}
    </StepForm>
  );
}
