import { ActionIcon } from '@mantine/core';
import { IconX, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './top.module.css';

interface WorkProps {
  label: ReactNode;
  name: string;
  /** Part done, 0 to 1; null while the whole is not known. */
  part: number | null;
  text: string;
  cancelLabel: string;
  onCancel: (() => void) | null;
  /** The sign of the button, where it does not end the work. */
  icon?: TablerIcon;
}

/** One long work in the top bar: how far it is, how long it still takes, and the way to stop it. */
export function Work({ label, name, part, text, cancelLabel, onCancel, icon: Icon = IconX }: WorkProps) {
  return (
    <div className={css.run}>
      <span className={css.runLabel}>{label}</span>
      <div
        className={css.bar}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part === null ? undefined : Math.round(part * 100)}
        aria-valuetext={text}
      >
        <i data-unknown={part === null || undefined} style={{ transform: `scaleX(${part ?? 1})` }} />
      </div>
      <span className={css.runText}>{text}</span>
      {onCancel !== null && (
        <ActionIcon size={22} aria-label={cancelLabel} title={cancelLabel} onClick={onCancel}>
          <Icon size={15} />
        </ActionIcon>
      )}
    </div>
  );
}
