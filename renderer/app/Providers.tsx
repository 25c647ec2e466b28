import '../styles/mantine.css';
import '@mantine/notifications/styles.layer.css';
import { createTheme, getDefaultZIndex, MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cssVariables } from '../css-variables';
import { usePreferences } from '../queries/preferences';
import { MOTION_MS, theme } from '../theme';

/** News must not lie over a dialog in which something is being decided. */
const BELOW_DIALOGS = getDefaultZIndex('modal') - 1;

/** Gives every part its theme, in the scheme the person or the system chose. */
export function Providers({ children }: { children: ReactNode }) {
  const chosen = usePreferences().theme;
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  const named = useNamedTheme();
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      forceColorScheme={chosen === 'system' ? system : chosen}
    >
      <Notifications
        position="bottom-right"
        containerWidth={340}
        limit={4}
        transitionDuration={MOTION_MS}
        zIndex={BELOW_DIALOGS}
      />
      {children}
    </MantineProvider>
  );
}

/** The theme with the names a kit cannot know: every closing cross says what it does, in the window's language. */
function useNamedTheme() {
  const { t } = useTranslation('common');
  const close = t('close');
  return useMemo(() => {
    const named = createTheme({ components: { CloseButton: { defaultProps: { 'aria-label': close } } } });
    return mergeThemeOverrides(theme, named);
  }, [close]);
}
