import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProfileDraft } from './draft';
import type { ProfileFormModel } from './use-profile-form';

/** The fields of a draft that hold values of this type. */
type FieldOf<Value> = {
  [F in keyof ProfileDraft]: ProfileDraft[F] extends Value ? F : never;
}[keyof ProfileDraft];

interface TextProps {
  form: ProfileFormModel;
  field: Exclude<FieldOf<string>, 'scope' | 'security' | 'authentication'>;
  /** Has a text under its name. */
  hint?: boolean;
  numeric?: boolean;
  maxLength?: number;
}

/** A text or number of the form, under its name. */
export function Text({ form, field, hint = false, numeric = false, maxLength }: TextProps) {
  const { t } = useTranslation('profiles');
  return (
    <TextInput
      label={t(`field.${field}`)}
      description={hint ? t(`hint.${field}`) : undefined}
      autoComplete="off"
      spellCheck={false}
      {...(numeric && { inputMode: 'numeric' as const, maxLength: 4 })}
      {...(maxLength !== undefined && { maxLength })}
      value={form.draft[field]}
      error={form.problem(field)}
      onChange={(event) => form.type(field, event.currentTarget.value)}
    />
  );
}

interface SecretProps {
  form: ProfileFormModel;
  field: 'password' | 'sharedSecret';
  /** One is kept, which stays when the field is left empty. */
  kept: boolean;
}

/** A secret: typed, never shown again. */
export function Secret({ form, field, kept }: SecretProps) {
  const { t } = useTranslation('profiles');
  return (
    <PasswordInput
      label={t(`field.${field}`)}
      description={t(kept ? 'hint.secretKept' : 'hint.secret')}
      autoComplete="off"
      maxLength={1000}
      value={form.draft[field]}
      error={form.problem(field)}
      onChange={(event) => form.type(field, event.currentTarget.value)}
    />
  );
}

interface BoxProps {
  form: ProfileFormModel;
  field: FieldOf<boolean>;
  hint?: string | undefined;
}

/** A yes or no of the form. */
export function Box({ form, field, hint }: BoxProps) {
  const { t } = useTranslation('profiles');
  return (
    <Checkbox
      label={t(`field.${field}`)}
      description={hint}
      checked={form.draft[field]}
      onChange={(event) => form.type(field, event.currentTarget.checked)}
    />
  );
}
