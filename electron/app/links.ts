import { shell } from 'electron';
import { MusterError } from '../model/errors.ts';
import { isLoopback } from './demo-browser.ts';

/** The pages outside that a button may open: the renderer names one, it never gives an address. */
export const LINKS = {
  'google-admin': 'https://admin.google.com/ac/chrome/devices',
  'google-delegation': 'https://admin.google.com/ac/owl/domainwidedelegation',
  'google-clients': 'https://console.cloud.google.com/apis/credentials',
  'google-api': 'https://console.cloud.google.com/apis/library/admin.googleapis.com',
  'apple-push': 'https://identity.apple.com/pushcert/',
} as const;

/** Opens one of the known pages in the system browser. */
export async function openLink(link: keyof typeof LINKS): Promise<void> {
  await shell.openExternal(LINKS[link]);
}

/**
 * Opens a sign-in page in the system browser. The address was built by us from endpoints that were already
 * checked to be https or loopback; it is checked again where it leaves the program. Throws
 * google_endpoint_not_allowed, browser_not_opened.
 */
export async function openSignIn(url: string): Promise<void> {
  const allowed = URL.canParse(url) && (new URL(url).protocol === 'https:' || isLoopback(url));
  if (!allowed) throw new MusterError('google_endpoint_not_allowed', { field: 'authRoot', url });
  await shell.openExternal(url).catch((error: Error) => {
    throw new MusterError('browser_not_opened', { reason: error.message }, error);
  });
}
