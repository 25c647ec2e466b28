import '@mantine/core/styles.layer.css';
import './styles/index.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { call, on } from './bridge';
import { languageOf, startTexts } from './i18n';
import { createQueryClient, followEvents, PREFERENCES } from './queries/client';
import { followAddress } from './stores/route';
import { cssVariables, theme } from './theme';

/** Asks for what the first picture needs (language, theme, workspace), then draws. */
async function start(): Promise<void> {
  const client = createQueryClient();
  followEvents(client, { on });
  followAddress();
  const [preferences, info, workspaces] = await Promise.all([
    call('preferences.get'),
    call('app.info'),
    call('workspaces.state'),
  ]);
  client.setQueryData(PREFERENCES, preferences);
  client.setQueryData(['app', 'info'], info);
  client.setQueryData(['workspaces', 'state'], workspaces);
  await startTexts(languageOf(preferences.language, info.systemLanguage));
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme={preferences.theme === 'system' ? 'auto' : preferences.theme}
        >
          <App />
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
