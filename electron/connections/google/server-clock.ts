import type { Clock } from '../../model/ports.ts';

/** The time as the server sees it, learned from the `Date` header of its answers. */
export interface ServerClock {
  /** Milliseconds since 1970 UTC; the machine's own clock until a first answer came. */
  now(): number;
  /** Takes note of an answer's `Date` header (RFC 9110 section 6.6.1, whole seconds). */
  observe(response: Response): void;
}

/** A machine's clock can be hours wrong; tokens are judged by the server's. */
export function createServerClock(clock: Clock): ServerClock {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    observe: (response) => {
      const told = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(told)) offset = told - clock.now();
    },
  };
}
