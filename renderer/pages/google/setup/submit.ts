import type { FormEvent } from 'react';
import type { DraftForm } from './draft';

/** Submits a draft that has no problem; else the first field that has one takes the focus. */
export function submitDraft(
  form: DraftForm,
  onSubmit: () => void,
): (event: FormEvent<HTMLFormElement>) => void {
  return form.onSubmit(onSubmit, (errors) => {
    const first = Object.keys(errors)[0];
    if (first !== undefined) form.getInputNode(first)?.focus();
  });
}
