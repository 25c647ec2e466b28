import type { TFunction } from 'i18next';

/** True on Apple's systems, where ⌘ takes the part of Ctrl. */
function isApple(platform: string = navigator.platform): boolean {
  return /^(mac|iphone|ipad|darwin)/i.test(platform);
}

/** What the main modifier key is called here. */
export function modKey(t: TFunction): string {
  return isApple() ? '⌘' : t('common:keys.ctrl');
}
