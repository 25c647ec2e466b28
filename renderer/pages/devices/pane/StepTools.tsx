import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import styles from './pane.module.css';

interface StepToolsProps {
  /** Of the namespace whose `pane` has the words. */
  t: TFunction;
  /** Goes to the row above or below; null while there is no list. */
  step: ((by: 1 | -1) => void) | null;
  close: () => void;
}

/** The tools of a pane beside a list: the row above, the row below, and the way out. */
export function StepTools({ t, step, close }: StepToolsProps) {
  return (
    <div className={styles.tools}>
      <ActionIcon aria-label={t('pane.previous')} title={t('pane.previous')} onClick={() => step?.(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('pane.next')} title={t('pane.next')} onClick={() => step?.(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('pane.close')} title={t('pane.close')} onClick={close}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
