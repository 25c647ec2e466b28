import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerOverview, ListenerSettings } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { type WhereDraft, type WhereField, whereDraftOf, whereOf, whereProblems } from './draft';
import { fieldOf } from './failure';
import { withHost } from './reach';

/** What is typed about where the listener listens, and what is wrong with it. */
export interface WhereForm {
  draft: WhereDraft;
  type(field: WhereField, value: string): void;
  problem(field: WhereField): string | undefined;
  /** Shows what is wrong; the settings when nothing is. */
  check(): ListenerSettings | null;
  /** Shows a failure at its field. False: it belongs to none. */
  refuse(error: unknown): boolean;
  /** Back to what is kept. */
  reset(): void;
  /** True while something else is typed than is kept. */
  touched: boolean;
}

/** The form over where the listener listens. */
export function useWhereForm({ settings, interfaces }: ListenerOverview): WhereForm {
  const { t } = useTranslation('registration');
  const kept = whereDraftOf(settings);
  const [typed, setTyped] = useState<WhereDraft | null>(null);
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<{ field: WhereField; text: string } | null>(null);
  const draft = typed ?? kept;
  const problems = checked ? whereProblems(draft, settings) : {};
  const reset = () => {
    setTyped(null);
    setChecked(false);
    setRefused(null);
  };
  return {
    draft,
    touched: JSON.stringify(draft) !== JSON.stringify(kept),
    reset,
    type: (field, value) => {
      setTyped(field === 'host' ? withHost(draft, value, interfaces) : { ...draft, [field]: value });
      setRefused(null);
    },
    problem: (field) => {
      const key = problems[field];
      if (key !== undefined) return t(`where.problem.${key}`);
      return refused?.field === field ? refused.text : undefined;
    },
    check: () => {
      setChecked(true);
      setRefused(null);
      const found = Object.keys(whereProblems(draft, settings)).length > 0;
      return found ? null : whereOf(draft, settings);
    },
    refuse: (error) => {
      const field = fieldOf(error, draft);
      setRefused(field === null ? null : { field, text: errorText(error) });
      return field !== null;
    },
  };
}
