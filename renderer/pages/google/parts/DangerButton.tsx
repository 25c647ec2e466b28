import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

interface DangerButtonProps {
  disabled: boolean;
  loading: boolean;
  children: ReactNode;
}

/** Submits what cannot be taken back; the only filled red there is. */
export function DangerButton({ disabled, loading, children }: DangerButtonProps) {
  return (
    <Button
      type="submit"
      variant="filled"
      color="var(--bad)"
      c={disabled ? undefined : 'var(--bg)'}
      disabled={disabled}
      loading={loading}
    >
      {children}
    </Button>
  );
}
