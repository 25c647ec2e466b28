import type { Locator, Page } from 'playwright';
import type { Language } from './words.ts';
import { wordsOf } from './words.ts';

/** A person in front of a registration page, who reads what it says in his language. */
export interface Guest {
  readonly page: Page;
  readonly say: ReturnType<typeof wordsOf>;
  /** Types into the field with this label. */
  type(key: string, text: string): Promise<void>;
  /** Presses the button with these words, and waits for the page that answers its form. */
  press(key: string, values?: Record<string, string>): Promise<void>;
  follow(key: string): Promise<void>;
  /** Waits for the page with this title. */
  arrivesAt(key: string, values?: Record<string, string>): Promise<void>;
  /** What the page says about the form that was sent. */
  told(): Locator;
}

/** @param language what the page is expected to be in */
export function guestAt(page: Page, language: Language): Guest {
  const say = wordsOf(language);
  return {
    page,
    say,
    type: (key, text) => page.getByLabel(say(`portal:${key}`), { exact: true }).fill(text),
    press: async (key, values) => {
      const name = say(`portal:${key}`, values);
      const pressed = page.getByRole('button', { name, exact: true }).click();
      await Promise.all([page.waitForEvent('load'), pressed]);
    },
    follow: (key) => page.getByRole('link', { name: say(`portal:${key}`), exact: true }).click(),
    arrivesAt: (key, values) =>
      page.getByRole('heading', { level: 1, name: say(`portal:${key}`, values), exact: true }).waitFor(),
    told: () => page.locator('#said'),
  };
}
