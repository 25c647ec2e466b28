import { type Annotations, annotationsOf } from './annotations.ts';
import { Changes } from './changes.ts';
import { Dice, SALT } from './dice.ts';
import { Identities } from './identity.ts';
import { EPOCH, Life, TICK } from './life.ts';
import type { DeviceModel } from './models.ts';
import { People } from './people.ts';
import { type Release, releaseAt } from './releases.ts';
import { OrgTree, type OrgUnit } from './units.ts';

/** Everything true of one device at one time, before it is written as Google's record. */
export interface DeviceFacts {
  readonly index: number;
  readonly model: DeviceModel;
  readonly status: string;
  readonly unit: OrgUnit;
  readonly enrolledAt: number;
  /** Milliseconds UTC; null while the device is managed. */
  readonly deprovisionedAt: number | null;
  /** Milliseconds UTC; null when the device never spoke. */
  readonly lastSync: number | null;
  /** Tells one report of the device from the next. */
  readonly turn: number;
  readonly annotations: Annotations;
  readonly release: Release | null;
}

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
  readonly #life: Life;
  readonly #now: () => number;

  /** `now` gives the organisation's time in milliseconds UTC. */
  constructor(plan: OrganisationPlan, now: () => number) {
    this.dice = new Dice(plan.seed);
    this.tag = Buffer.from(`${plan.seed} etag of the demo`).toString('base64url').slice(0, 27);
    this.identities = new Identities(this.dice);
    this.units = new OrgTree(this.dice, plan.devices);
    this.people = new People(Math.max(60, Math.round(plan.devices * 0.9)), plan.domain);
    this.changes = new Changes(plan.devices);
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
      annotations: annotationsOf(this.dice, this.people, index, this.#life.annotations(index, until)),
      release: sync === null ? null : releaseAt(this.#life.updatedUntil(index, sync.at, model)),
    };
  }

  /** A draw in [0, 1) for choosing devices, for example to remove some. */
  draw(index: number, turn: number): number {
    return this.dice.fraction(index, SALT.pick, turn);
  }

  /** The time up to which a device lives on its own: nothing happens to it once it has left. */
  #until(index: number, time: number, enrolledAt = this.enrolledAt(index)): number {
    if (this.changes.addedAt(index) !== undefined) return time;
    return Math.min(time, this.#life.leavesAt(index, enrolledAt));
  }

  #naturalUnit(index: number, until: number): number {
    return this.units.placeFor(this.dice, index, this.#life.moves(index, until));
  }

  #sync(index: number, enrolledAt: number, until: number): { at: number; turn: number } | null {
    const added = this.changes.addedAt(index) !== undefined;
    if (!added && this.#life.status(index, EPOCH) === 'PRE_PROVISIONED') return null;
    const natural = this.#life.lastSync(index, enrolledAt, until);
    const change = this.changes.of(index);
    if (change === undefined) return natural;
    return {
      at: Math.max(natural.at, change.touchedAt ?? 0),
      turn: natural.turn + change.revision * 1_000_003,
    };
  }
}
