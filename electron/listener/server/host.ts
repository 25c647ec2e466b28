import { isIPv6 } from 'node:net';
import { isLoopbackHost } from '../../model/listener.ts';
import { plainAddress } from '../network/addresses.ts';

/** Whom a door answers for. */
export interface OwnNames {
  readonly publicName: string;
  /** The ports a client can have reached it by. */
  readonly ports: readonly number[];
}

const AUTHORITY = /^(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?)(?::(\d{1,5}))?$/i;

/**
 * Judges a Host header (RFC 9110 section 7.2): `ours` for the public name, the address that was connected to, and
 * `localhost` over loopback, with one of our ports or none. Whatever else leads here is another’s, as with DNS rebinding.
 */
export function judgeHost(
  host: string,
  own: OwnNames,
  localAddress: string,
): 'ours' | 'another' | 'malformed' {
  const [, name, port] = AUTHORITY.exec(host) ?? [];
  if (name === undefined || (name.startsWith('[') && !isIPv6(name.slice(1, -1)))) return 'malformed';
  if (port !== undefined && !own.ports.includes(Number(port))) return 'another';
  const asked = plainAddress(name.toLowerCase().replace(/\.$/, ''));
  const local = plainAddress(localAddress);
  const ours =
    asked === plainAddress(own.publicName) ||
    asked === local ||
    (asked === 'localhost' && isLoopbackHost(local));
  return ours ? 'ours' : 'another';
}
