/** What the outside world gives us, passed in so that a test can own it. */

/** Milliseconds since 1970 UTC, as the machine believes. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`; rejects with an AbortError when the signal fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Cryptographic randomness. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** Uniform in [0, 1). */
  fraction(): number;
  /** A UUIDv7 (RFC 9562 section 5.7) for the given time. */
  uuid(now: number): string;
}

/** The network as the product sees it: the WHATWG function. */
export type Fetch = typeof globalThis.fetch;
