import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

/** The schemes every state of the window is looked at in. */
const SCHEMES = ['light', 'dark'] as const;
/** What a theme can change; everything else is looked at in the first. */
const BY_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * What keeps people out of the window as it is now, in the light and in the dark theme: axe's serious and
 * critical findings, each as “dark: color-contrast (serious): .selector”. The theme must follow the system.
 * @param within a selector, where only a part of the window is new
 */
export async function barriers(window: Page, within = 'html'): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of SCHEMES) {
    await window.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await window.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' });
    await stillness(window);
    // Electron cannot open the empty page in which axe would gather what the frames say; we have no frames.
    const axe = new AxeBuilder({ page: window })
      .setLegacyMode(true)
      .include(within)
      // Of what is as it should be, one place is named instead of hundreds.
      .options({
        resultTypes: ['violations'],
        ...(scheme !== SCHEMES[0] && { runOnly: { type: 'rule', values: BY_COLOUR } }),
      });
    const { violations } = await axe.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      found.push(...nodes.map((node) => `${scheme}: ${id} (${impact}): ${node.target.join(' ')}`));
    }
  }
  return found;
}

/** Everything axe finds in a page of the portal as it is now: “/go: color-contrast: .selector”. */
export async function portalBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const { pathname } = new URL(page.url());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${pathname}: ${id}: ${target.join(' ')}`),
  );
}

/** Waits until nothing moves: a colour half-way is no colour of ours. */
async function stillness(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const running = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(running.map((one) => one.finished));
  });
}
