import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './banners.module.css';

const ICONS = {
  info: IconInfoCircle,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
  lock: IconLock,
} as const;

interface BannerProps {
  tone: keyof typeof ICONS;
  children: ReactNode;
  /** The next step, as a button. */
  action?: ReactNode;
  onClose?: () => void;
}

/** One line under the top bar: what is the matter, and the next step beside it. */
export function Banner({ tone, children, action, onClose }: BannerProps) {
  const Icon = ICONS[tone];
  return (
    <div className={css.banner} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden="true" />
      <p>{children}</p>
      {action}
      {onClose !== undefined && <CloseButton size="sm" onClick={onClose} />}
    </div>
  );
}
