import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ANNOTATION_LIMITS, type Annotation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import css from '../actions.module.css';
import { type DraftField, isTooLong } from './annotation-draft';

interface AnnotationFieldProps {
  name: Annotation;
  field: DraftField;
  onChange: (field: DraftField) => void;
}

/** One annotation: the tick that says it is to be changed, its value, and how much of Google's room it takes. */
export function AnnotationField({ name, field, onChange }: AnnotationFieldProps) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const limit = format.number(ANNOTATION_LIMITS[name]);
  const { change, value } = field;
  const tooLong = change && isTooLong(name, value.trim());
  const note =
    value.trim() === ''
      ? t('set.clears')
      : t('set.length', { length: format.number(value.trim().length), limit });
  const input = {
    'aria-label': t(`annotation.${name}`),
    value,
    disabled: !change,
    spellCheck: false,
    placeholder: change ? undefined : t('set.asItIs'),
    error: tooLong ? t('set.tooLong', { limit }) : undefined,
  };
  const type = (text: string) => onChange({ ...field, value: text });
  return (
    <div className={css.annotation}>
      <Checkbox
        label={t(`annotation.${name}`)}
        aria-label={t('set.change', { name: t(`annotation.${name}`) })}
        checked={change}
        data-autofocus={name === 'assetId' || undefined}
        onChange={(event) => onChange({ ...field, change: event.currentTarget.checked })}
      />
      <div>
        {name === 'notes' ? (
          <Textarea {...input} rows={3} onChange={(event) => type(event.currentTarget.value)} />
        ) : (
          <TextInput {...input} onChange={(event) => type(event.currentTarget.value)} />
        )}
        {change && !tooLong && <p className={css.hint}>{note}</p>}
      </div>
    </div>
  );
}
