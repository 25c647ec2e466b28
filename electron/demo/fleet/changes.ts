import { z } from 'zod';

/** What was written over a device's own annotations; an empty text stands for none. */
export const overlaySchema = z.object({
  user: z.string().optional(),
  location: z.string().optional(),
  assetId: z.string().optional(),
  notes: z.string().optional(),
});
export type Overlay = z.infer<typeof overlaySchema>;

/** What was done to one device beyond the natural course of time. Times are milliseconds UTC. */
export const deviceChangeSchema = z.object({
  /** When the device last spoke because of a change. */
  touchedAt: z.number().optional(),
  unit: z.int().optional(),
  status: z.string().optional(),
  /** When `status` was set. */
  statusAt: z.number().optional(),
  /** Why it was deprovisioned, as a record spells it. */
  reason: z.string().optional(),
  annotations: overlaySchema.optional(),
  /** When it was wiped and registered again. */
  reenrolledAt: z.number().optional(),
});
export type DeviceChange = z.infer<typeof deviceChangeSchema>;

/** All changes of a device together; `reports` grows whenever one of them made it speak. */
type ChangeSum = DeviceChange & { readonly reports: number };

/** Everything done to the fleet since it was made, but for the commands its devices were sent. */
export class Changes {
  readonly #first: number;
  readonly #removed = new Set<number>();
  readonly #devices = new Map<number, ChangeSum>();
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

  of(index: number): ChangeSum | undefined {
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

  change(index: number, change: DeviceChange): void {
    const before = this.#devices.get(index);
    const annotations = { ...before?.annotations, ...change.annotations };
    const reports = (before?.reports ?? 0) + (change.touchedAt === undefined ? 0 : 1);
    this.#devices.set(index, { ...before, ...change, annotations, reports });
    this.#revision++;
  }
}
