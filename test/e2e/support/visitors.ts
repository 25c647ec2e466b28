import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContextOptions, chromium, devices, type Page } from 'playwright';
import type { Language } from './words.ts';

/** The name that leads to this machine in a visitor's browser, as an organisation's name server would have it. */
export const PUBLIC_NAME = 'muster.test';

/** What a visitor holds in his hands. Phones run no scripts, as the pages need none. */
const HANDS = {
  computer: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } },
  mac: { ...devices['Desktop Safari'], viewport: { width: 1280, height: 900 } },
  iphone: { ...devices['iPhone 14'], colorScheme: 'dark', javaScriptEnabled: false },
  android: { ...devices['Pixel 7'], javaScriptEnabled: false },
} as const satisfies Record<string, BrowserContextOptions>;
export type Hand = keyof typeof HANDS;

/** People out there, each with a browser of his own that knows nothing of the others'. */
export interface Visitors {
  /** @param otherwise what is different with this one's browser */
  come(hand: Hand, language: Language, otherwise?: BrowserContextOptions): Promise<Page>;
  leave(): Promise<void>;
}

/**
 * A real browser whose system trusts this authority (PEM), as a device that has installed its certificate does, and
 * no other that is not publicly known. Without one it trusts the publicly known alone.
 */
export async function openVisitors(authority: string | null): Promise<Visitors> {
  const home = mkdtempSync(path.join(tmpdir(), 'muster-visitors-'));
  if (authority !== null) trust(home, authority);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [`--host-resolver-rules=MAP ${PUBLIC_NAME} 127.0.0.1`],
    env: { ...process.env, HOME: home },
  });
  return {
    come: async (hand, language, otherwise = {}) => {
      const context = await browser.newContext({ ...HANDS[hand], locale: LOCALES[language], ...otherwise });
      context.setDefaultTimeout(15_000);
      return context.newPage();
    },
    leave: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** Chromium on Linux reads what its user trusts from a database of NSS in the user's folder. */
function trust(home: string, authority: string): void {
  const folder = path.join(home, '.pki/nssdb');
  mkdirSync(folder, { recursive: true });
  const file = path.join(home, 'authority.pem');
  writeFileSync(file, authority);
  const certutil = (...args: string[]) => execFileSync('certutil', ['-d', `sql:${folder}`, ...args]);
  certutil('-N', '--empty-password');
  certutil('-A', '-n', 'authority', '-t', 'C,,', '-i', file);
}
