import { Suspense, useLayoutEffect } from 'react';
import { resetPlace } from '../pages/devices/state/place';
import { clearSelection } from '../pages/devices/state/selection';
import { useCurrentWorkspace } from '../queries/workspaces';
import { usePreflightWork } from '../stores/preflight';
import css from './app.module.css';
import { Banners } from './banners/Banners';
import { Dialogs } from './dialogs/Dialogs';
import { Pages } from './Pages';
import { Rail } from './rail/Rail';
import { TopBar } from './top/TopBar';
import { useAppearance } from './use-appearance';
import { useCommandNotices } from './use-command-notices';
import { PAGE_ID, useKeptFocus } from './use-kept-focus';
import { useKeys } from './use-keys';
import { useRunNotices } from './use-run-notices';
import { useVaultPrompt } from './use-vault-prompt';

/** The window: rail, top bar, banners and the page. Another workspace starts all of it afresh. */
export function App() {
  useAppearance();
  useKeys();
  useKeptFocus();
  const workspace = useCurrentWorkspace();
  return (
    <Suspense fallback={null}>
      <Workspace key={workspace?.id ?? 'none'} />
      <Dialogs />
    </Suspense>
  );
}

function Workspace() {
  useRunNotices();
  useCommandNotices();
  useVaultPrompt();
  useLayoutEffect(() => forgetFleet, []);
  return (
    <div className={css.app}>
      <Rail />
      <div className={css.main}>
        <TopBar />
        <Banners />
        <main className={css.page} id={PAGE_ID} tabIndex={-1}>
          <Pages />
        </main>
      </div>
    </div>
  );
}

/** What is open, picked, or being looked at belongs to the workspace that goes, not to what is opened next. */
function forgetFleet(): void {
  resetPlace();
  clearSelection();
  usePreflightWork.getState().running?.cancel();
}
