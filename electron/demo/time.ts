import type { Clock } from '../model/ports.ts';

/** The organisation's time: the caller's clock, which a test can push forward. */
export class DemoTime {
  readonly #clock: Clock;
  readonly #frozenAt: number | null;
  #ahead = 0;

  constructor(clock: Clock, frozen: boolean) {
    this.#clock = clock;
    this.#frozenAt = frozen ? clock.now() : null;
  }

  /** True time in milliseconds UTC: ages of tokens and pages are measured with it. */
  now(): number {
    return this.#clock.now() + this.#ahead;
  }

  /** The time up to which devices have lived. */
  lived(): number {
    return (this.#frozenAt ?? this.#clock.now()) + this.#ahead;
  }

  /** Lets time pass at once. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  sleep(milliseconds: number): Promise<void> {
    return this.#clock.sleep(milliseconds);
  }
}
