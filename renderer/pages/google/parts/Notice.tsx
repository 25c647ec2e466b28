import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './parts.module.css';

interface NoticeProps {
  tone: 'info' | 'warn' | 'bad';
  title?: string;
  /** The next steps, as buttons. */
  actions?: ReactNode;
  /** Announce it when it appears. */
  live?: boolean;
  children?: ReactNode;
}

const ICONS = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX } as const;

/** A line that says what is the matter, with its next steps beside it. */
export function Notice({ tone, title, actions, live, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={css.notice} data-tone={tone} role={live ? 'alert' : undefined}>
      <Icon size={16} className={css.noticeIcon} aria-hidden="true" />
      <div className={css.noticeText}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
      {actions === undefined ? null : <div className={css.noticeActions}>{actions}</div>}
    </div>
  );
}
