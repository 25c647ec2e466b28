import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isMusterError,
  type LibraryProfile,
  type ProfileKind,
  toMusterError,
} from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { type DraftField, draftOf, type ProfileDraft } from './draft';
import { boundsOf, problemsOf } from './problems';

/** What is typed about a profile, and what is wrong with it. */
export interface ProfileFormModel {
  kind: ProfileKind;
  draft: ProfileDraft;
  /** The profile that is changed; null: a new one. */
  kept: LibraryProfile | null;
  type<F extends DraftField>(field: F, value: ProfileDraft[F]): void;
  problem(field: DraftField): string | undefined;
  /** Shows what is wrong; false when anything is. */
  check(): boolean;
  /** Shows a failure at its field. False: it belongs to none. */
  refuse(error: unknown): boolean;
}

/** The form over a profile of a kind. */
export function useProfileForm(kind: ProfileKind, kept: LibraryProfile | null): ProfileFormModel {
  const { t } = useTranslation('profiles');
  const [draft, setDraft] = useState<ProfileDraft>(() => draftOf(kept));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<{ field: DraftField; text: string } | null>(null);
  const problems = checked ? problemsOf(kind, draft, kept?.form ?? null) : {};
  return {
    kind,
    draft,
    kept,
    type: (field, value) => {
      setDraft((before) => ({ ...before, [field]: value }));
      setRefused(null);
    },
    problem: (field) => {
      const key = problems[field];
      if (key !== undefined) return t(`problem.${key}`, boundsOf(field));
      return refused?.field === field ? refused.text : undefined;
    },
    check: () => {
      setChecked(true);
      setRefused(null);
      return Object.keys(problemsOf(kind, draft, kept?.form ?? null)).length === 0;
    },
    refuse: (error) => {
      const field = fieldOf(error, draft);
      setRefused(field === null ? null : { field, text: errorText(error) });
      return field !== null;
    },
  };
}

/** The field that a refusal names, such as `form.ssid`; null: none of ours. */
function fieldOf(error: unknown, draft: ProfileDraft): DraftField | null {
  if (!isMusterError(error, 'bad_input')) return null;
  const named = String(toMusterError(error).details.field ?? '');
  const last = named.split('.').at(-1) ?? '';
  const field = named === 'form.name' ? 'certificate' : last;
  return isField(field, draft) ? field : null;
}

function isField(name: string, draft: ProfileDraft): name is DraftField {
  return Object.hasOwn(draft, name);
}
