import { isIPv4, isIPv6 } from 'node:net';

/** Whoever has one address of IPv6 has as a rule all that share its first 64 bits (RFC 6177 section 2). */
const GROUPS = 4;

/** Under what tries from an address are counted: an IPv4 address itself, of IPv6 the network. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  // IPv4 as a socket for both shows it (RFC 4291 section 2.5.5.2).
  const mapped = /^::ffff:([\d.]+)$/.exec(plain)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (!isIPv6(plain)) return plain;
  const [before = '', after] = plain.replace(/[\d.]+\.[\d.]+$/, '0:0').split('::');
  const groups = groupsOf(before);
  if (after !== undefined) {
    const rest = groupsOf(after);
    groups.push(...Array.from({ length: 8 - groups.length - rest.length }, () => '0'), ...rest);
  }
  const network = groups.slice(0, GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
