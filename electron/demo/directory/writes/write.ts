import { z } from 'zod';
import type { Answer, Ask } from '../../answer.ts';
import type { Demo, Role } from '../../demo.ts';
import type { Occasion } from '../../faults.ts';
import type { Deed } from '../../ledger.ts';
import { invalidInput, parseError } from '../errors.ts';

/** What carrying out a write needs. */
export interface Work {
  readonly demo: Demo;
  readonly role: Role;
  readonly occasion: Occasion;
  /** Does something to a device by its index, and notes what a client thereby brought about. */
  effect(index: number, what: string, detail: string, deed: Deed): void;
}

/** A request that changes something, read but not yet carried out. */
export interface Write {
  /** In Google's words, for the journal. */
  readonly action: string;
  readonly deviceIds: readonly string[];
  /** Carries it out, or refuses it, and answers. */
  carryOut(work: Work): Answer;
}

/** A write that cannot be understood. */
export function refused(answer: Answer): Write {
  return { action: '', deviceIds: [], carryOut: () => answer };
}

/** The body of a request by a schema; an Answer when it is no JSON or does not fit. */
export function bodyOf<T>(ask: Ask, schema: z.ZodType<T>): { readonly asked: T } | Answer {
  let value: unknown;
  try {
    value = JSON.parse(ask.body);
  } catch {
    return parseError();
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { asked: parsed.data };
  return invalidInput(parsed.error.issues[0]?.path.join('.') || 'request body');
}

/** The devices of a batch: Google takes 50 at most. */
export const batchSchema = z.array(z.string()).min(1).max(50);
