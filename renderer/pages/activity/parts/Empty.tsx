import { Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import styles from '../../devices/devices.module.css';

interface EmptyProps {
  icon: TablerIcon;
  title: string;
  text: string;
  /** The next step, where there is one. */
  action?: { label: string; run(): void; busy?: boolean; first?: boolean };
}

/** What stands in the place of rows when there are none, with the next step. */
export function Empty({ icon: Icon, title, text, action }: EmptyProps) {
  return (
    <div className={styles.empty} role="status">
      <Icon size={28} stroke={1.3} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{text}</p>
      {action !== undefined && (
        <Button
          variant={action.first ? 'filled' : 'default'}
          loading={action.busy ?? false}
          onClick={action.run}
        >
          {action.label}
        </Button>
      )}
    </div>
  );
}
