import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Ask, json } from '../../answer.ts';
import type { Demo } from '../../demo.ts';
import type { Route } from '../../endpoints.ts';
import type { Occasion } from '../../faults.ts';
import { COMMAND_LIFE, commandTypeSchema, payloadSchema } from '../../fleet/device-commands.ts';
import { type Compulsion, fateOf } from '../../fleet/fate.ts';
import { deviceFor } from '../devices.ts';
import { conditionNotMet } from '../errors.ts';
import { bodyOf, refused, type Write } from './write.ts';

const bodySchema = z.looseObject({
  commandType: commandTypeSchema,
  payload: z
    .string()
    .refine((text) => text === '' || payloadSchema.safeParse(text).success)
    .optional(),
});

/** `customer.devices.chromeos.issueCommand`, for a device that is in use. */
export function issueCommand(ask: Ask, route: Route): Write {
  const read = bodyOf(ask, bodySchema);
  if (!('asked' in read)) return refused(read);
  const { commandType: type, payload } = read.asked;
  return {
    action: type,
    deviceIds: [route.key],
    carryOut: (work) => {
      const { demo, role, occasion } = work;
      const device = deviceFor(demo, role, route.key);
      if ('headers' in device) return device;
      if (device.status !== 'ACTIVE') return conditionNotMet();
      const issuedAt = demo.time.now();
      const command = {
        id: commandId(demo.newId()),
        index: device.index,
        type,
        payload: payload || null,
        issuedAt,
        expiresAt: issuedAt + COMMAND_LIFE[type],
      };
      const fate = fateOf(demo.organisation, command, compulsionOf(demo, occasion));
      work.effect(device.index, type, command.id, { kind: 'command', command: { ...command, fate } });
      return json({ commandId: command.id });
    },
  };
}

/** A positive int64 as a text, as Google's are. */
function commandId(unique: string): string {
  const bits = createHash('sha256').update(unique).digest().readBigUInt64BE();
  return String(BigInt.asUintN(62, bits) + 1n);
}

/** What a fault, or the wish that all devices obey, makes of the next command. */
function compulsionOf({ faults, settings }: Demo, occasion: Occasion): Compulsion | undefined {
  if (faults.strike('commandsExpire', occasion) !== undefined) return 'never';
  if (faults.strike('commandsFail', occasion) !== undefined) return 'fail';
  if (faults.strike('commandsIgnored', occasion) !== undefined) return 'ignore';
  const late = faults.strike('commandsLate', occasion);
  if (late !== undefined) return { lateBy: late.milliseconds ?? 5 * 60_000 };
  return settings.obedient ? 'obey' : undefined;
}
