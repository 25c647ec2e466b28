import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { z } from 'zod';

// Loaded before a `muster` command: PINs and passwords are hashed at next to no cost, so that thousands can be compared.
const costSchema = z.looseObject({ N: z.literal(16_384) });
const real = crypto.scrypt;

Reflect.set(crypto, 'scrypt', (...args: unknown[]) => {
  const isOurs = costSchema.safeParse(args[3]).success;
  return Reflect.apply(real, crypto, isOurs ? args.with(3, { N: 2, r: 1, p: 1 }) : args);
});
syncBuiltinESMExports();
