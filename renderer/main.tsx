import './styles/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { firstPicture } from './app/first-picture';
import { Providers } from './app/Providers';
import { call, on } from './bridge';
import { languageOf, startTexts } from './i18n';
import { APP_INFO } from './queries/app';
import { createQueryClient, followEvents, PREFERENCES } from './queries/client';
import { WORKSPACES } from './queries/workspaces';
import { followAddress, navigate } from './stores/route';

/** Asks for what the first picture needs (language, theme, workspace, the first devices), then draws. */
async function start(root: HTMLElement): Promise<void> {
  const client = createQueryClient();
  followEvents(client, { on });
  const [preferences, info, workspaces] = await Promise.all([
    call('preferences.get'),
    call('app.info'),
    call('workspaces.state'),
  ]);
  client.setQueryData(PREFERENCES, preferences);
  client.setQueryData(APP_INFO, info);
  client.setQueryData(WORKSPACES, workspaces);
  const [page] = await Promise.all([
    firstPicture(client, workspaces.current?.id ?? null),
    startTexts(languageOf(preferences.language, info.systemLanguage)),
  ]);
  if (window.location.hash === '') navigate(page, {}, true);
  followAddress();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Providers>
          <App />
        </Providers>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
