import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { problemsOf, type Typed, type TypedField } from './draft';

/** What a person types about a user, and what is wrong with it. */
export interface PersonForm {
  typed: Typed;
  type<F extends TypedField>(field: F, value: Typed[F]): void;
  /** The message at a field, if any. */
  problem(field: TypedField): string | undefined;
  /** Shows what is wrong, and says whether nothing is. */
  check(): boolean;
  /** Begins anew. */
  clear(typed: Typed): void;
}

/** The form over a user. `failure` is what the last attempt failed with. */
export function usePersonForm(initial: Typed, failure: unknown): PersonForm {
  const { t } = useTranslation('users');
  const format = useFormat();
  const [typed, setTyped] = useState(initial);
  const [checked, setChecked] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const problems = checked ? problemsOf(typed) : {};
  const taken =
    failure !== failed && isMusterError(failure, 'user_name_taken') ? errorText(failure) : undefined;
  return {
    typed,
    type: (field, value) => {
      setTyped((before) => ({ ...before, [field]: value }));
      if (field === 'userName' || field === 'email') setFailed(failure);
    },
    problem: (field) => {
      const problem = problems[field];
      if (problem !== undefined)
        return t(`form.problem.${problem.key}`, { most: format.number(problem.most ?? 0) });
      return field === nameField(typed) ? taken : undefined;
    },
    check: () => {
      setChecked(true);
      return Object.keys(problemsOf(typed)).length === 0;
    },
    clear: (next) => {
      setTyped(next);
      setChecked(false);
    },
  };
}

/** The field the user name comes from. */
function nameField({ userName }: Typed): TypedField {
  return userName.trim() === '' ? 'email' : 'userName';
}
