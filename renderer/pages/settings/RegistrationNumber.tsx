import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationSettings } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import {
  boundsAt,
  changeAt,
  isUnderFree,
  type NumberField,
  numberAt,
  numberTyped,
} from './registration-fields';
import { Row } from './Section';
import css from './settings.module.css';
import { useChangeOfRegistration } from './use-change-registration';

interface RegistrationNumberProps {
  field: NumberField;
  settings: RegistrationSettings;
}

/** One number. It is saved when it is left or with Enter; what cannot be saved says why and stays in the field. */
export function RegistrationNumber({ field, settings }: RegistrationNumberProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { min, max } = boundsAt(field);
  const bounds = { min: format.number(min), max: format.number(max) };
  const id = `registration-${field}`;
  return (
    <Row label={t(`settings.${field}.label`)} text={t(`settings.${field}.text`, bounds)} controlId={id}>
      {/* Set anew from elsewhere, the field begins with the new value. */}
      <NumberInput
        key={numberAt(settings, field)}
        id={id}
        field={field}
        settings={settings}
        bounds={bounds}
      />
    </Row>
  );
}

interface NumberInputProps extends RegistrationNumberProps {
  id: string;
  bounds: { min: string; max: string };
}

function NumberInput({ id, field, settings, bounds }: NumberInputProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { apply } = useChangeOfRegistration();
  const value = numberAt(settings, field);
  const kept = value === null ? '' : format.number(value);
  const [text, setText] = useState(kept);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const asked = useRef<number | null>(null);
  const save = () => {
    const typed = numberTyped(field, text);
    if (typed === null) return setWrong(t('settings.wrong', bounds));
    const change = changeAt(settings, field, typed);
    if (isUnderFree(settings, change)) {
      return setWrong(
        t('settings.mostUnderFree', { free: format.number({ ...settings, ...change }.pinTries.free) }),
      );
    }
    if (typed === value || typed === asked.current) return;
    // Enter and leaving the field right after it are one wish.
    asked.current = typed;
    apply(change, t(`settings.${field}.label`), (error) => {
      asked.current = null;
      setWrong(errorText(error));
    });
  };
  return (
    <TextInput
      id={id}
      className={css.limit}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      error={wrong}
      classNames={{ section: css.unitPlace }}
      rightSection={<span className={css.unit}>{t(`settings.${field}.unit`)}</span>}
      rightSectionWidth={92}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setWrong(undefined);
        asked.current = null;
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key !== 'Escape' || text === kept) return;
        setText(kept);
        setWrong(undefined);
      }}
    />
  );
}
