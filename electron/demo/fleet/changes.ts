/** What was done to one device beyond the natural course of time. */
export interface DeviceChange {
  /** Grows with every change, so that the record's etag does. */
  revision: number;
  /** When the device last spoke because of a change (milliseconds UTC). */
  touchedAt?: number;
  unit?: number;
  status?: string;
  /** When `status` was set (milliseconds UTC). */
  statusAt?: number;
}

/** Everything done to the organisation since it was made: the only state it has besides its clock. */
export class Changes {
  readonly #first: number;
  readonly #removed = new Set<number>();
  readonly #devices = new Map<number, DeviceChange>();
  readonly #additions: { first: number; at: number }[] = [];
  #size: number;
  #revision = 0;

  /** `size` is the number of devices before any addition. */
  constructor(size: number) {
    this.#first = size;
    this.#size = size;
  }

  /** One more than the highest index ever used. */
  get size(): number {
    return this.#size;
  }

  get removedCount(): number {
    return this.#removed.size;
  }

  /** Grows with every change of any kind: what was counted before it may be wrong. */
  get revision(): number {
    return this.#revision;
  }

  /** Records that something outside this list changed, such as the name of a unit. */
  note(): void {
    this.#revision++;
  }

  isRemoved(index: number): boolean {
    return this.#removed.size > 0 && this.#removed.has(index);
  }

  of(index: number): DeviceChange | undefined {
    return this.#devices.size === 0 ? undefined : this.#devices.get(index);
  }

  /** When the device was added (milliseconds UTC), or undefined for one of the first devices. */
  addedAt(index: number): number | undefined {
    if (index < this.#first) return undefined;
    return this.#additions.findLast((addition) => addition.first <= index)?.at;
  }

  add(count: number, at: number): void {
    this.#additions.push({ first: this.#size, at });
    this.#size += count;
    this.#revision++;
  }

  remove(index: number): void {
    this.#removed.add(index);
    this.#revision++;
  }

  change(index: number, change: Omit<DeviceChange, 'revision'>): void {
    const before = this.#devices.get(index);
    this.#devices.set(index, { ...before, ...change, revision: (before?.revision ?? 0) + 1 });
    this.#revision++;
  }
}
