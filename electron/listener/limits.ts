import type { ListenerDoor } from '../model/listener.ts';

/** What one client, and all together, may take up. Times in ms, sizes in bytes. */
export interface ListenerLimits {
  /**
   * Connections open at once from one address. A school’s devices all come from the one of its router, many of them at the
   * same moment when they are woken.
   */
  readonly perAddress: Readonly<Record<ListenerDoor, number>>;
  /** Connections open at once in all. */
  readonly inAll: number;
  /** New connections from one address in a minute: a TLS handshake costs us more than the one who begins it. */
  readonly arrivals: Readonly<Record<ListenerDoor, number>>;
  /** Requests from one address in a minute. */
  readonly requests: Readonly<Record<ListenerDoor, number>>;
  /** What a request may carry, unless its route says otherwise. */
  readonly body: Readonly<Record<ListenerDoor, number>>;
  readonly headerBytes: number;
  readonly headerCount: number;
  readonly urlBytes: number;
  readonly handshakeMs: number;
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** A connection on which nothing moves, as with a client that does not read its answer. */
  readonly idleMs: number;
  /** How often overdue requests are looked for. */
  readonly checkMs: number;
  /** How long the rest of a refused request is taken and thrown away, so that its sender gets to read why. */
  readonly lingerMs: number;
  /** How long answers under way are waited for when a door closes. */
  readonly graceMs: number;
}

export const LIMITS: ListenerLimits = {
  perAddress: { people: 40, devices: 1000 },
  inAll: 2000,
  arrivals: { people: 600, devices: 6000 },
  requests: { people: 300, devices: 60_000 },
  body: { people: 16 * 1024, devices: 10 * 1024 * 1024 },
  headerBytes: 8 * 1024,
  headerCount: 50,
  // A SCEP request by GET has four kilobytes.
  urlBytes: 6 * 1024,
  handshakeMs: 10_000,
  headersMs: 10_000,
  requestMs: 20_000,
  keepAliveMs: 10_000,
  idleMs: 60_000,
  checkMs: 2000,
  lingerMs: 2000,
  graceMs: 5000,
};
