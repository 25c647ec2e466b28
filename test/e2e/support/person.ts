import type { ElectronApplication, Page } from 'playwright';
import { type Language, wordsOf } from './words.ts';

type RailPage =
  | 'start'
  | 'overview'
  | 'devices'
  | 'users'
  | 'invitations'
  | 'registration'
  | 'apple'
  | 'profiles'
  | 'connections'
  | 'commands'
  | 'activity'
  | 'settings';

/** What a person at the window does, in the words of the language it speaks. */
export interface Person {
  readonly say: ReturnType<typeof wordsOf>;
  readonly window: Page;
  exploreDemo(): Promise<void>;
  /** From the getting-started page to "ChromeOS set up", through the browser's pages. */
  connectGoogle(): Promise<void>;
  /** Presses *Sync now* on the Google page and waits for the verdict in the list of runs. */
  syncNow(): Promise<void>;
  goTo(page: RailPage): Promise<void>;
  openGoogle(): Promise<void>;
}

/** A person who reads this language. */
export function personAt(app: ElectronApplication, window: Page, language: Language): Person {
  const say = wordsOf(language);
  const button = (key: string) => window.getByRole('button', { name: say(key), exact: true });
  const goTo: Person['goTo'] = async (page) => {
    const rail = window.getByRole('navigation', { name: say('common:rail.label') });
    await rail.getByText(say(`common:pages.${page}`), { exact: true }).click();
  };
  const openGoogle = async (): Promise<void> => {
    await goTo('connections');
    await window
      .getByRole('main')
      .getByRole('button', { name: say('google:connections.open') })
      .filter({ hasText: say('google:fullName') })
      .click();
  };
  return {
    say,
    window,
    goTo,
    openGoogle,
    exploreDemo: async () => {
      await button('start:demo.action').click();
      await window.getByText(say('start:step.connect.demoText')).waitFor();
    },
    connectGoogle: async () => {
      await button('start:step.connect.action').click();
      await button('google:prerequisites.start').click();
      await button('google:setup.continue').click();
      const opening = app.waitForEvent('window');
      await button('google:client.submit').click();
      await consent(await opening);
      await window.getByText(say('google:done.title')).first().waitFor();
    },
    syncNow: async () => {
      await openGoogle();
      await button('google:page.sync').click();
      await window
        .getByRole('row')
        .filter({ hasText: say('google:verdict.complete') })
        .first()
        .waitFor({ timeout: 60_000 });
    },
  };
}

/** Picks the administrator and grants what is asked for, on the stand-in's pages. */
export async function consent(browser: Page): Promise<void> {
  await browser
    .getByRole('button', { name: /@/ })
    .or(browser.getByRole('link', { name: /@/ }))
    .first()
    .click();
  const allow = browser.getByRole('button', { name: /^(allow|continue|autoriser|continuer)$/i });
  await allow.click();
}
