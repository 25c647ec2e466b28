/** What a draw is for; two purposes never share a number. */
export const SALT = {
  model: 1,
  enrolled: 2,
  status: 3,
  deprovisioned: 4,
  reason: 5,
  syncKind: 6,
  syncPhase: 7,
  syncJitter: 8,
  updateLag: 9,
  unit: 10,
  movePhase: 11,
  annotationPhase: 12,
  annotation: 13,
  note: 14,
  location: 15,
  asset: 16,
  serial: 17,
  id: 18,
  mac: 19,
  network: 20,
  users: 21,
  activity: 22,
  cpu: 23,
  ram: 24,
  disk: 25,
  reenrolled: 27,
  bootMode: 28,
  meid: 29,
  leaves: 30,
  pick: 31,
  wan: 32,
  update: 33,
  retires: 34,
  command: 35,
} as const;

/** Scrambles 32 bits so that neighbours share nothing (the finalizer of MurmurHash3). */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The 32-bit FNV-1a hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Random numbers that need no memory: the same seed, index, purpose and turn always give the same draw, so
 * device 499,999 costs as much as device 0.
 */
export class Dice {
  readonly seed: number;

  constructor(seed: string) {
    this.seed = hashText(seed);
  }

  /** 32 random bits. `salt` is one of SALT; `turn` tells repeated draws apart. */
  bits(index: number, salt: number, turn = 0): number {
    const purpose = mix(this.seed ^ Math.imul(index, 0x9e3779b1));
    return mix((purpose + Math.imul(salt, 0x85ebca77)) ^ Math.imul(turn + 1, 0xc2b2ae3d));
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number, index: number, salt: number, turn = 0): number {
    return Math.floor((this.bits(index, salt, turn) / 0x1_0000_0000) * limit);
  }

  /** A number in [0, 1). */
  fraction(index: number, salt: number, turn = 0): number {
    return this.bits(index, salt, turn) / 0x1_0000_0000;
  }

  /** One element of a list that is not empty; throws RangeError when it is. */
  pick<T>(list: readonly T[], index: number, salt: number, turn = 0): T {
    const chosen = list[this.below(list.length, index, salt, turn)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  }
}

/** Undoes `mix`: it is a permutation of the 32-bit numbers. */
export function unmix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7ed1b41d);
  bits = Math.imul(bits ^ (bits >>> 13) ^ (bits >>> 26), 0xa5cb9243);
  return (bits ^ (bits >>> 16)) >>> 0;
}
