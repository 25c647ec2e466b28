import { create } from 'zustand';

const PAGES = [
  'start',
  'overview',
  'devices',
  'users',
  'invitations',
  'registration',
  'connections',
  'commands',
  'activity',
  'google',
  'apple',
  'profiles',
  'ldap',
  'mail',
  'settings',
] as const;
export type Page = (typeof PAGES)[number];
export type RouteParams = Readonly<Record<string, string>>;

export interface Route {
  page: Page;
  params: RouteParams;
}

/** Where the window is. The address (`#/devices?id=…`) follows, so that Back and reload work. */
export const useRoute = create<Route>(() => ({ page: 'start', params: {} }));

/** Reads an address such as `#/devices?id=7`; anything unknown is the start page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const page = PAGES.find((name) => name === path) ?? 'start';
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** Writes the address of a place. */
export function formatRoute({ page, params }: Route): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? `#/${page}` : `#/${page}?${query}`;
}

/** Goes to a page; `replace` leaves no step to go back to. */
export function navigate(page: Page, params: RouteParams = {}, replace = false): void {
  const address = formatRoute({ page, params });
  if (replace) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  useRoute.setState({ page, params });
}

/** Follows the address bar: the first page, Back and Forward. Returns the function that stops it. */
export function followAddress(): () => void {
  const read = () => useRoute.setState(parseRoute(window.location.hash));
  read();
  window.addEventListener('popstate', read);
  return () => window.removeEventListener('popstate', read);
}
