import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LdapConnection } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import type { LdapInput } from '../../queries/ldap';
import {
  connectionOf,
  EMPTY_LDAP,
  type LdapDraft,
  type LdapField,
  ldapDraftOf,
  ldapProblems,
  mayKeepPassword,
} from './draft';
import { fieldOf } from './failure';

/** What is typed about a directory, and what is wrong with it. */
export interface LdapForm {
  draft: LdapDraft;
  type<F extends LdapField>(field: F, value: LdapDraft[F]): void;
  problem(field: LdapField): string | undefined;
  /** True while the password that is kept may be left as it is. */
  keepsPassword: boolean;
  /** Shows what is wrong; the input when nothing is. */
  check(): LdapInput | null;
  /** Shows a failure at its field. False: it belongs to none. */
  refuse(error: unknown): boolean;
  /** True since a value was typed. */
  touched: boolean;
}

/** The form over the settings of a directory; `kept` are those that are stored. `onChange` hears every change. */
export function useLdapForm(kept: LdapConnection | null, onChange: () => void): LdapForm {
  const { t } = useTranslation('ldap');
  const [draft, setDraft] = useState<LdapDraft>(() => (kept === null ? EMPTY_LDAP : ldapDraftOf(kept)));
  const [checked, setChecked] = useState(false);
  const [touched, setTouched] = useState(false);
  const [refused, setRefused] = useState<{ field: LdapField; text: string } | null>(null);
  const problems = checked ? ldapProblems(draft, kept) : {};
  return {
    draft,
    touched,
    keepsPassword: mayKeepPassword(draft, kept),
    type: (field, value) => {
      setDraft((before) => ({ ...before, [field]: value }));
      setRefused(null);
      setTouched(true);
      onChange();
    },
    problem: (field) => {
      const key = problems[field];
      if (key !== undefined) return t(`problem.${key}`);
      return refused?.field === field ? refused.text : undefined;
    },
    check: () => {
      setChecked(true);
      setRefused(null);
      if (Object.keys(ldapProblems(draft, kept)).length > 0) return null;
      const connection = connectionOf(draft);
      return draft.password === '' ? { connection } : { connection, password: draft.password };
    },
    refuse: (error) => {
      const field = fieldOf(error);
      setRefused(field === null ? null : { field, text: errorText(error) });
      return field !== null;
    },
  };
}
