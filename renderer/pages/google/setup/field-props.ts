import type { TFunction } from 'i18next';
import type { Draft, DraftForm } from './draft';

type TextField = Exclude<keyof Draft, 'keyFile'>;

/** What a text input needs from the form, its message in the window's language. */
export function fieldProps(form: DraftForm, name: TextField, t: TFunction<'google'>) {
  return { ...form.getInputProps(name), error: fieldError(form, name, t) };
}

/** The message of a field, or null. */
export function fieldError(form: DraftForm, name: keyof Draft, t: TFunction<'google'>): string | null {
  const problem = form.errors[name];
  return typeof problem === 'string' ? t(problem) : null;
}
