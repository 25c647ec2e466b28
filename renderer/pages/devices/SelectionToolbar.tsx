import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import styles from './devices.module.css';

interface SelectionToolbarProps {
  /** The namespace whose `selection.label`, `.count` and `.clear` name what is picked. */
  texts: 'devices' | 'commands' | 'users' | 'invitations';
  count: number;
  onClear(): void;
  children: ReactNode;
}

/** How many rows are picked, and what can be done with them now; nothing while none is. */
export function SelectionToolbar({ texts, count, onClear, children }: SelectionToolbarProps) {
  const { t } = useTranslation(texts);
  const format = useFormat();
  if (count === 0) return null;
  return (
    <div className={styles.selection} role="toolbar" aria-label={t('selection.label')}>
      <span aria-live="polite">
        <Trans
          t={t}
          i18nKey="selection.count"
          count={count}
          values={{ n: format.number(count) }}
          components={{ b: <b /> }}
        />
      </span>
      {children}
      <button
        type="button"
        className={styles.selectionClear}
        aria-label={t('selection.clear')}
        title={t('selection.clear')}
        onClick={onClear}
      >
        <IconX size={15} aria-hidden />
      </button>
    </div>
  );
}
