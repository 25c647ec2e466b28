import { type Annotations, annotationsOf, overlaid } from './annotations.ts';
import { Changes, type Overlay } from './changes.ts';
import { DeviceCommands } from './device-commands.ts';
import { Dice, SALT } from './dice.ts';
import type { DeviceFacts } from './facts.ts';
import { Identities } from './identity.ts';
import { EPOCH, Life, TICK } from './life.ts';
import { People } from './people.ts';
import { releaseAt } from './releases.ts';
import { later } from './traces.ts';
import { OrgTree } from './units.ts';

/** What makes an organisation. */
export interface OrganisationPlan {
  readonly seed: string;
  readonly devices: number;
  readonly domain: string;
}

/**
 * The demo organisation: its units, people and devices, each made on demand from the seed and the time, plus
 * the changes made to it. It holds no list of devices, so 500,000 cost no more memory than 5.
 */
export class Organisation {
  /** Stands in every etag of this organisation. */
  readonly tag: string;
  readonly dice: Dice;
  readonly identities: Identities;
  readonly units: OrgTree;
  readonly people: People;
  readonly changes: Changes;
  readonly commands: DeviceCommands;
  readonly #life: Life;
  readonly #now: () => number;

  /**
   * `now` gives the time up to which devices have lived, `answering` the time by which they answer commands: a
   * frozen fleet still does what it is told (both in milliseconds UTC).
   */
  constructor(plan: OrganisationPlan, now: () => number, answering = now) {
    this.dice = new Dice(plan.seed);
    this.tag = Buffer.from(`${plan.seed} etag of the demo`).toString('base64url').slice(0, 27);
    this.identities = new Identities(this.dice);
    this.units = new OrgTree(this.dice, plan.devices);
    this.people = new People(Math.max(60, Math.round(plan.devices * 0.9)), plan.domain);
    this.changes = new Changes(plan.devices);
    this.commands = new DeviceCommands(answering);
    this.#life = new Life(this.dice);
    this.#now = now;
  }

  /** The time at which devices are seen: the start of the current step, never before the first fleet. */
  time(): number {
    return Math.max(EPOCH, Math.floor(this.#now() / TICK) * TICK);
  }

  /** One more than the highest index in use. */
  get size(): number {
    return this.changes.size;
  }

  exists(index: number): boolean {
    return index >= 0 && index < this.changes.size && !this.changes.isRemoved(index);
  }

  enrolledAt(index: number): number {
    return this.changes.addedAt(index) ?? this.#life.enrolledAt(index, this.identities.model(index));
  }

  status(index: number, time: number): string {
    const changed = this.changes.of(index)?.status;
    if (changed !== undefined) return changed;
    return this.changes.addedAt(index) === undefined ? this.#life.status(index, time) : 'ACTIVE';
  }

  unit(index: number, time: number): number {
    return this.changes.of(index)?.unit ?? this.#naturalUnit(index, this.#until(index, time));
  }

  lastSync(index: number, time: number): number | null {
    const enrolledAt = this.enrolledAt(index);
    return this.#sync(index, enrolledAt, this.#until(index, time, enrolledAt))?.at ?? null;
  }

  /** All facts about device `index` at `time`; the index must exist. */
  facts(index: number, time: number): DeviceFacts {
    const change = this.changes.of(index);
    const traces = this.commands.traces(index);
    const model = this.identities.model(index);
    const status = this.status(index, time);
    const enrolledAt = this.changes.addedAt(index) ?? this.#life.enrolledAt(index, model);
    const until = this.#until(index, time, enrolledAt);
    const sync = this.#sync(index, enrolledAt, until);
    return {
      index,
      model,
      status,
      unit: this.units.at(change?.unit ?? this.#naturalUnit(index, until)),
      enrolledAt,
      deprovisionedAt: status === 'DEPROVISIONED' ? (change?.statusAt ?? until) : null,
      lastSync: sync?.at ?? null,
      turn: sync?.turn ?? 0,
      annotations: this.#annotations(index, until, change?.annotations),
      release: sync === null ? null : releaseAt(this.#life.updatedUntil(index, sync.at, model)),
      deprovisionReason: change?.reason ?? null,
      rebootedAt: traces?.rebootedAt ?? null,
      wipedAt: later(traces?.wipedAt ?? null, change?.reenrolledAt ?? null),
      reenrolledAt: later(traces?.reenrolledAt ?? null, change?.reenrolledAt ?? null),
    };
  }

  /** A draw in [0, 1) for choosing devices, for example to remove some. */
  draw(index: number, turn: number): number {
    return this.dice.fraction(index, SALT.pick, turn);
  }

  /** When a device will speak next by its own habit (milliseconds UTC); Infinity for one that will not. */
  nextSync(index: number, time: number): number {
    const enrolledAt = this.enrolledAt(index);
    const next = this.#life.nextSync(index, enrolledAt, time);
    return this.#until(index, next, enrolledAt) < next ? Number.POSITIVE_INFINITY : next;
  }

  /** The time up to which a device lives on its own: nothing happens to it once it has left. */
  #until(index: number, time: number, enrolledAt = this.enrolledAt(index)): number {
    const change = this.changes.of(index);
    if (change?.status === 'DEPROVISIONED') return Math.min(time, change.statusAt ?? time);
    if (this.changes.addedAt(index) !== undefined || change?.reenrolledAt !== undefined) return time;
    return Math.min(time, this.#life.leavesAt(index, enrolledAt));
  }

  #naturalUnit(index: number, until: number): number {
    return this.units.placeFor(this.dice, index, this.#life.moves(index, until));
  }

  #annotations(index: number, until: number, overlay: Overlay | undefined): Annotations {
    const own = annotationsOf(this.dice, this.people, index, this.#life.annotations(index, until));
    return overlay === undefined ? own : overlaid(own, overlay);
  }

  #sync(index: number, enrolledAt: number, until: number): { at: number; turn: number } | null {
    const change = this.changes.of(index);
    const added = this.changes.addedAt(index) !== undefined || change?.reenrolledAt !== undefined;
    if (!added && this.#life.status(index, EPOCH) === 'PRE_PROVISIONED') return null;
    const natural = this.#life.lastSync(index, enrolledAt, until);
    const traces = this.commands.traces(index);
    if (change === undefined && traces === undefined) return natural;
    return {
      at: Math.max(natural.at, change?.touchedAt ?? 0, traces?.spokeAt ?? 0),
      turn: natural.turn + (change?.reports ?? 0) * 1_000_003 + (traces?.reports ?? 0) * 10_007,
    };
  }
}
