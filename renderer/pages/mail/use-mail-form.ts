import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailConnection, MailInput } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import {
  EMPTY_MAIL,
  type MailDraft,
  type MailField,
  mailDraftOf,
  mailInputOf,
  mailProblems,
  mayKeepSecrets,
} from './draft';
import { fieldOf } from './failure';

/** What is typed about a mail server, and what is wrong with it. */
export interface MailForm {
  draft: MailDraft;
  type<F extends MailField>(field: F, value: MailDraft[F]): void;
  problem(field: MailField): string | undefined;
  /** True while the secrets that are kept may be left as they are. */
  keepsSecrets: boolean;
  /** Shows what is wrong; the input when nothing is. */
  check(): MailInput | null;
  /** Shows a failure at its field. False: it belongs to none. */
  refuse(error: unknown): boolean;
  /** True since a value was typed. */
  touched: boolean;
}

/** The form over the settings of a mail server; `kept` are those that are stored. `onChange` hears every change. */
export function useMailForm(kept: MailConnection | null, onChange: () => void): MailForm {
  const { t } = useTranslation('mail');
  const [draft, setDraft] = useState<MailDraft>(() => (kept === null ? EMPTY_MAIL : mailDraftOf(kept)));
  const [checked, setChecked] = useState(false);
  const [touched, setTouched] = useState(false);
  const [refused, setRefused] = useState<{ field: MailField; text: string } | null>(null);
  const problems = checked ? mailProblems(draft, kept) : {};
  return {
    draft,
    touched,
    keepsSecrets: mayKeepSecrets(draft, kept),
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
      return Object.keys(mailProblems(draft, kept)).length > 0 ? null : mailInputOf(draft);
    },
    refuse: (error) => {
      const shown: readonly MailField[] =
        draft.auth === 'password' ? [...ALWAYS_SHOWN, 'user', 'password'] : ALWAYS_SHOWN;
      const field = fieldOf(error, shown);
      setRefused(field === null ? null : { field, text: errorText(error) });
      return field !== null;
    },
  };
}

const ALWAYS_SHOWN: readonly MailField[] = ['host', 'port', 'security', 'authority', 'replyTo', 'perMinute'];
