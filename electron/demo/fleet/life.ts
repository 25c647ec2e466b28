import { type Dice, SALT } from './dice.ts';
import type { DeviceModel } from './models.ts';

const DAY = 86_400_000;

/** Devices change only at these steps (milliseconds), so a listing that takes seconds agrees with itself. */
export const TICK = 600_000;

/** All devices of the first fleet are enrolled by then; from then on time passes. */
export const EPOCH = Date.UTC(2026, 8, 1);

/** The last time a device spoke, and how many times it had spoken by then. */
export interface LastSync {
  readonly at: number;
  readonly turn: number;
}

/** How often devices speak, in ticks, and up to which draw. The last kind lies forgotten in a cupboard. */
const HABITS = [
  { upTo: 0.72, period: 144 },
  { upTo: 0.85, period: 432 },
  { upTo: 0.92, period: 1008 },
  { upTo: 0.95, period: 4320 },
];

const MOVE_PERIOD = 157_680;
const ANNOTATION_PERIOD = 52_560;

/** A few devices were held at the release of that day for an application's sake; it takes no restart by command. */
const HELD_AT = Date.UTC(2023, 3, 1);
const HELD_SHARE = 0.005;

/** Part of the fleet that had left management before the demo begins. */
const DEPROVISIONED_SHARE = 0.06;

/** The status with which a device of the first fleet enters the demo. */
function firstStatus(draw: number): string {
  if (draw < DEPROVISIONED_SHARE) return 'DEPROVISIONED';
  if (draw < 0.075) return 'DISABLED';
  if (draw < 0.077) return 'PRE_PROVISIONED';
  if (draw < 0.078) return 'RETURN_ARRIVED';
  return 'ACTIVE';
}

/**
 * The natural course of a device's life: what is true of it at a time, as a pure function of the seed, the
 * device's index and the time. Times are milliseconds UTC.
 */
export class Life {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** When the device was first enrolled. */
  enrolledAt(index: number, model: DeviceModel): number {
    const from = model.releasedAt;
    const span = EPOCH - 35 * DAY - from;
    return from + Math.floor((this.#dice.fraction(index, SALT.enrolled) * span) / 1000) * 1000;
  }

  /** When the device leaves management (Infinity for most), given when it was enrolled. */
  leavesAt(index: number, enrolledAt: number): number {
    const gone = this.#dice.fraction(index, SALT.status) < DEPROVISIONED_SHARE;
    if (!gone) return this.#retiresAt(index);
    return Math.floor(enrolledAt + this.#dice.fraction(index, SALT.deprovisioned) * (EPOCH - enrolledAt));
  }

  /** Google's status at a time. */
  status(index: number, time: number): string {
    return this.#retiresAt(index) <= time
      ? 'DEPROVISIONED'
      : firstStatus(this.#dice.fraction(index, SALT.status));
  }

  /** One in a hundred devices of the first fleet leaves every year, for four years. */
  #retiresAt(index: number): number {
    const draw = this.#dice.fraction(index, SALT.retires) / 0.04;
    return draw < 1 ? Math.floor(EPOCH + draw * 4 * 365 * DAY) : Number.POSITIVE_INFINITY;
  }

  /** The last sync up to `time`. */
  lastSync(index: number, enrolledAt: number, time: number): LastSync {
    const draw = this.#dice.fraction(index, SALT.syncKind);
    const habit = HABITS.find((kind) => draw < kind.upTo);
    if (habit === undefined) {
      const silent = (30 + this.#dice.fraction(index, SALT.syncPhase) * 470) * DAY;
      return { at: Math.max(enrolledAt, Math.min(time, Math.floor(EPOCH - silent))), turn: 0 };
    }
    const { period } = habit;
    const phase = this.#dice.below(period, index, SALT.syncPhase);
    const turn = Math.floor((Math.floor(time / TICK) - phase) / period);
    const jitter = this.#dice.below(TICK, index, SALT.syncJitter, turn);
    return { at: Math.max(enrolledAt, (turn * period + phase) * TICK - jitter), turn };
  }

  /** The first sync after `time`; Infinity for a device that lies forgotten. */
  nextSync(index: number, enrolledAt: number, time: number): number {
    const draw = this.#dice.fraction(index, SALT.syncKind);
    const period = HABITS.find((kind) => draw < kind.upTo)?.period;
    if (period === undefined) return Number.POSITIVE_INFINITY;
    for (let turn = 1; ; turn++) {
      const { at } = this.lastSync(index, enrolledAt, time + turn * period * TICK);
      if (at > time) return at;
    }
  }

  /** The date whose stable release the device runs, given when it last spoke. */
  updatedUntil(index: number, lastSync: number, model: DeviceModel): number {
    const draw = this.#dice.fraction(index, SALT.updateLag);
    if (draw >= 1 - HELD_SHARE && model.releasedAt < HELD_AT) return HELD_AT;
    const days = draw < 0.6 ? draw * 24 : draw < 0.97 ? (draw - 0.6) * 300 : 200 + (draw - 0.97) * 10_000;
    return Math.min(lastSync - days * DAY, model.updatesUntilAt);
  }

  /** How many times the device had been moved by then: it moves every three years. */
  moves(index: number, time: number): number {
    return turnsOf(time, MOVE_PERIOD, this.#dice.below(MOVE_PERIOD, index, SALT.movePhase));
  }

  /** How many times an administrator had rewritten the annotations by then: once a year. */
  annotations(index: number, time: number): number {
    return turnsOf(time, ANNOTATION_PERIOD, this.#dice.below(ANNOTATION_PERIOD, index, SALT.annotationPhase));
  }
}

function turnsOf(time: number, period: number, phase: number): number {
  return Math.floor((Math.floor(time / TICK) - phase) / period);
}
