import { isIPv4, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { isLoopbackHost, type ListenerOverview, type ListenerSettings } from '../../model/listener.ts';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** What only IPv6 addresses have, and those in brackets or with a zone. */
const MARKS = /[:[%]/;

/**
 * An address in its one spelling: IPv6 as RFC 5952 has it, without brackets and zone; IPv4 in an IPv6 socket
 * (`::ffff:192.0.2.1`) as IPv4. What is no address is answered as it is.
 */
export function plainAddress(text: string): string {
  // Asked several times of every request, and most are names or IPv4.
  if (!MARKS.test(text)) return text;
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? new URL(`http://[${bare}]`).hostname.slice(1, -1);
}

/** Who counts as one client: an IPv4 address, or the /64 an IPv6 address is in, which one person has to himself. */
export function clientOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** True for “all addresses of this machine”. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || plainAddress(host) === '::';
}

/** What this machine can bind to. Link-local IPv6 is left out: it means nothing without its zone. */
export function bindable(interfaces: Interfaces): ListenerOverview['interfaces'] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter((info) => info.family === 'IPv4' || info.scopeid === 0)
      .map(({ address, internal }) => ({ name, address: plainAddress(address), internal })),
  );
}

/** False once the machine no longer has the address it is to bind to. */
export function isThere(host: string, interfaces: Interfaces): boolean {
  if (isEverywhere(host)) return true;
  return bindable(interfaces).some(({ address }) => address === plainAddress(host));
}

/**
 * The names a certificate of our own is made for: the public one first, then the addresses that lead here. Bound to all
 * of them, IPv6 addresses other than loopback are left out: systems change them daily, for privacy.
 */
export function certificateNames(
  { publicName, host }: Pick<ListenerSettings, 'publicName' | 'host'>,
  interfaces: Interfaces,
): string[] {
  const everywhere = isEverywhere(host);
  const addresses = everywhere
    ? bindable(interfaces)
        .filter(({ address, internal }) => internal || isIPv4(address))
        .map(({ address }) => address)
    : [plainAddress(host)];
  const local = everywhere || isLoopbackHost(host) ? ['localhost', '127.0.0.1'] : [];
  return [...new Set([plainAddress(publicName), ...addresses, ...local])];
}
