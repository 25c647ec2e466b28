import type { ComponentProps, ReactNode } from 'react';
import styles from './devices.module.css';

/** A quiet button of the page's bars. */
export function ToolButton({
  icon,
  children,
  className = '',
  ...rest
}: ComponentProps<'button'> & { icon?: ReactNode }) {
  return (
    <button type="button" {...rest} className={`${styles.tool} ${className}`}>
      {icon}
      {children}
    </button>
  );
}
