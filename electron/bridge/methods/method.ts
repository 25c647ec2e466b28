import { z } from 'zod';

/** A call without input, or an answer without content. */
export const nothing = z.void();

/** One method of the contract: what it takes and what it answers. */
export function method<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): { input: I; output: O } {
  return { input, output };
}
