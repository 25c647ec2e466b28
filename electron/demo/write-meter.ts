const MINUTE = 60_000;

/** Counts the writes of the last minute, and remembers the most there ever were in any minute. */
export class WriteMeter {
  #arrived: number[] = [];
  #most = 0;
  #admitted: number[] = [];

  /** Counts a write that arrived at a time (milliseconds UTC), whatever becomes of it. */
  arrive(at: number): void {
    this.#arrived = [...lastMinute(this.#arrived, at), at];
    this.#most = Math.max(this.#most, this.#arrived.length);
  }

  /** Whether a quota of so many a minute has room for one more at this time; counts it when it has. */
  admit(at: number, perMinute: number): boolean {
    this.#admitted = lastMinute(this.#admitted, at);
    if (this.#admitted.length >= perMinute) return false;
    this.#admitted.push(at);
    return true;
  }

  /** The most writes that arrived within any 60 seconds since the last `clear`. */
  most(): number {
    return this.#most;
  }

  clear(): void {
    this.#arrived = [];
    this.#most = 0;
  }
}

/** What lies less than a minute back; a clock that was set back starts anew. */
function lastMinute(times: readonly number[], now: number): number[] {
  return times.filter((at) => at > now - MINUTE && at <= now);
}
