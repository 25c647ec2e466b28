import { isIP } from 'node:net';

/** An X.520 common name has 64 characters at most (RFC 5280 appendix A.1, ub-common-name). */
const LONGEST_COMMON_NAME = 64;
const DNS_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** `text` before `suffix` as a common name: one line, no control or formatting characters, the text cut where it is too long. */
export function commonNameOf(text: string, suffix = ''): string {
  const clean = text.normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
  const room = LONGEST_COMMON_NAME - suffix.length;
  return `${[...clean].slice(0, room).join('').trimEnd()}${suffix}`.trim();
}

/**
 * The names a certificate can be made for: DNS names in lower case and addresses in their shortest form, each once. What is
 * neither, and addresses that mean “any”, are left out; so is the zone of a link-local address (RFC 4007).
 */
export function certifiableNames(names: readonly string[]): string[] {
  const clean = names.map((name) => {
    const bare = name
      .trim()
      .toLowerCase()
      .replace(/^\[|\]$|%.*$/g, '')
      .replace(/\.$/, '');
    if (isIP(bare) !== 0) return shortAddress(bare);
    return DNS_NAME.test(bare) ? bare : '';
  });
  return [...new Set(clean)].filter((name) => name !== '' && name !== '0.0.0.0' && name !== '::');
}

/** The one form in which an address can be compared (RFC 5952). */
export function shortAddress(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** The bytes of an address, as certificates carry them: 4 or 16. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The URL parser has turned a dotted tail into groups.
  const [head = '', tail] = shortAddress(address).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
