import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type DeviceKind, MODELS, RELEASES } from './catalogue.ts';

/** What a device is from the factory on. Capacity in GB. */
export const hardwareSchema = z.object({
  kind: z.enum(['iphone', 'ipad', 'mac']),
  product: z.string(),
  modelName: z.string(),
  modelNumber: z.string(),
  udid: z.string(),
  serial: z.string(),
  capacity: z.number(),
  imei: z.string().nullable(),
  meid: z.string().nullable(),
  wifi: z.string(),
  bluetooth: z.string(),
});
export type Hardware = z.infer<typeof hardwareSchema>;

const SERIAL_LETTERS = 'CDFGHJKLMNPQRTVWXY0123456789';

/** The device of this kind that the seed stands for: always the same. */
export function hardwareOf(kind: DeviceKind, seed: string): Hardware {
  const draw = (purpose: string): Buffer =>
    createHash('sha256').update(`${kind}/${seed}/${purpose}`).digest();
  const model = at(MODELS[kind], draw('model'));
  const ids = draw('ids');
  const imei = model.cellular ? luhn(`35${digits(draw('imei'), 12)}`) : null;
  return {
    kind,
    product: model.product,
    modelName: model.name,
    modelNumber: `${model.order}${kind === 'mac' ? 'D/A' : 'ZD/A'}`,
    udid: kind === 'mac' ? uuid(ids) : `0000${hex(ids, 0, 2)}-${hex(ids, 2, 10)}`,
    serial: [...draw('serial').subarray(0, 10)].map((byte) => SERIAL_LETTERS[byte % 28]).join(''),
    capacity: at(model.capacities, draw('capacity')),
    imei,
    meid: imei?.slice(0, 14) ?? null,
    wifi: mac(draw('wifi')),
    bluetooth: mac(draw('bluetooth')),
  };
}

/** The release a device has when it is unpacked. */
export function releaseOf(kind: DeviceKind, seed: string): { version: string; build: string } {
  return at(RELEASES[kind], createHash('sha256').update(`${kind}/${seed}/release`).digest());
}

function at<T>(list: readonly T[], draw: Buffer): T {
  const chosen = list[draw.readUInt32BE(0) % list.length];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

const hex = (bytes: Buffer, from: number, to: number): string =>
  bytes.subarray(from, to).toString('hex').toUpperCase();

function uuid(bytes: Buffer): string {
  return [
    [0, 4],
    [4, 6],
    [6, 8],
    [8, 10],
    [10, 16],
  ]
    .map(([from = 0, to = 0]) => hex(bytes, from, to))
    .join('-');
}

function mac(bytes: Buffer): string {
  return [0xf0, ...bytes.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function digits(bytes: Buffer, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => byte % 10).join('');
}

/** Fourteen digits with their check digit (3GPP TS 23.003 annex B), in groups as devices tell them. */
function luhn(body: string): string {
  const sum = [...body].reduce((total, digit, index) => {
    const value = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  const whole = `${body}${(10 - (sum % 10)) % 10}`;
  return `${whole.slice(0, 2)} ${whole.slice(2, 8)} ${whole.slice(8, 14)} ${whole.slice(14)}`;
}
