import { isLoopbackHost, type ListenerOverview } from '../../../../electron/bridge/domain';
import type { WhereDraft } from './draft';

/** Every IPv4 address of the machine, and every address it has. */
export const EVERYWHERE_4 = '0.0.0.0';
export const EVERYWHERE = '::';
export const ONLY_HERE = '127.0.0.1';

/**
 * Who can reach an address the listener binds to: `alone`, this computer; `network`, one of its networks; `all`, every
 * network it is in; `internet`, an address that is not kept for private networks.
 */
export type Reach = 'alone' | 'network' | 'all' | 'internet';

export function reachOf(host: string): Reach {
  if (isLoopbackHost(host)) return 'alone';
  if (isEverywhere(host)) return 'all';
  return isPrivate(host) ? 'network' : 'internet';
}

export function isEverywhere(host: string): boolean {
  return host === EVERYWHERE_4 || host === EVERYWHERE;
}

/** Kept for private networks: RFC 1918, RFC 6598 (shared by a provider’s customers), RFC 3927, RFC 4193. */
function isPrivate(address: string): boolean {
  if (address.includes(':')) return /^f[cde]/i.test(address);
  const [first = 0, second = 0] = address.split('.').map(Number);
  return (
    first === 10 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254)
  );
}

type Interfaces = ListenerOverview['interfaces'];

/** Addresses that may be chosen: those there are now, and the one that is kept though it has gone. */
export function hostsOf(interfaces: Interfaces, kept: string): { address: string; name: string | null }[] {
  const there = interfaces.filter(({ internal }) => !internal);
  const isUsual = kept === ONLY_HERE || isEverywhere(kept);
  const gone = isUsual || there.some(({ address }) => address === kept) ? [] : [kept];
  return [
    ...there.map(({ address, name }) => ({ address, name })),
    ...gone.map((address) => ({ address, name: null })),
  ];
}

/** Names to offer as the public one: the addresses other devices can reach the chosen interface by. */
export function namesOf(interfaces: Interfaces, host: string): string[] {
  const outer = interfaces.filter(({ internal }) => !internal).map(({ address }) => address);
  if (isEverywhere(host)) return outer.filter((address) => host === EVERYWHERE || !address.includes(':'));
  return isLoopbackHost(host) ? ['localhost'] : [host];
}

/**
 * The draft with another interface. A public name that only repeated the address that was chosen before, or that meant
 * this computer alone, goes along with it.
 */
export function withHost(draft: WhereDraft, host: string, interfaces: Interfaces): WhereDraft {
  const follows = isLoopbackHost(draft.publicName) || draft.publicName === draft.host;
  const [first] = namesOf(interfaces, host);
  return { ...draft, host, publicName: follows && first !== undefined ? first : draft.publicName };
}

/** True when links with this name lead each device to itself, though the listener can be reached. */
export function leadsAstray({ host, publicName }: Pick<WhereDraft, 'host' | 'publicName'>): boolean {
  return !isLoopbackHost(host) && isLoopbackHost(publicName.trim().toLowerCase());
}
