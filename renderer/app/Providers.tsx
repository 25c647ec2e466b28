import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { usePreferences } from '../queries/preferences';
import { cssVariables, MOTION_MS, theme } from '../theme';

/** Gives every part its theme, in the scheme the person or the system chose. */
export function Providers({ children }: { children: ReactNode }) {
  const chosen = usePreferences().theme;
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={chosen === 'system' ? system : chosen}
    >
      <Notifications position="bottom-right" limit={4} transitionDuration={MOTION_MS} />
      {children}
    </MantineProvider>
  );
}
