import { type Dice, mix, SALT, unmix } from './dice.ts';
import { type DeviceModel, modelAt } from './models.ts';
import { hex } from './text.ts';

const SERIAL_LETTERS = '0123456789BCDFGHJKLMNPQRSTVWXYZ';

/** What never changes about a device: its ids, its model, its serial number. */
export class Identities {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Google's device id. Its first eight digits are the scrambled index, so `indexOf` needs no table. */
  deviceId(index: number): string {
    const dice = this.#dice;
    const rest = hex(dice.bits(index, SALT.id, 1)) + hex(dice.bits(index, SALT.id, 2));
    const node = hex(dice.bits(index, SALT.id, 3));
    const first = hex(mix(index ^ dice.seed));
    return `${first}-${rest.slice(0, 4)}-4${rest.slice(5, 8)}-9${rest.slice(9, 12)}-${rest.slice(12)}${node}`;
  }

  /** The index of the device with this id, or -1 when no device ever has it. */
  indexOf(deviceId: string): number {
    if (!/^[0-9a-f]{8}-/.test(deviceId)) return -1;
    const index = (unmix(Number.parseInt(deviceId.slice(0, 8), 16)) ^ this.#dice.seed) >>> 0;
    return this.deviceId(index) === deviceId ? index : -1;
  }

  /** The model of a device. */
  model(index: number): DeviceModel {
    return modelAt(this.#dice.fraction(this.#board(index), SALT.model));
  }

  /** The serial number. About one in 1,500 repeats its neighbour's: boards get swapped in real fleets. */
  serial(index: number): string {
    const board = this.#board(index);
    const { prefix, length } = modelAt(this.#dice.fraction(board, SALT.model)).serial;
    let serial = prefix;
    let word = 0;
    for (let turn = 0; serial.length < length; turn++) {
      if (turn % 6 === 0) word = this.#dice.bits(board, SALT.serial, turn);
      serial += SERIAL_LETTERS[word % 31];
      word = Math.floor(word / 31);
    }
    return serial;
  }

  #board(index: number): number {
    return index > 0 && this.#dice.bits(index, SALT.serial, 99) % 1500 === 0 ? index - 1 : index;
  }
}
