import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

/** What a message may mention besides its words: plain values only, never a secret. */
export type ErrorDetails = Record<string, string | number | boolean | null>;

/** The shape in which an error crosses a process or thread boundary. */
export const serializedErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** For the log and the developer; the user sees the text of `code`. */
  message: z.string(),
});
export type SerializedError = z.infer<typeof serializedErrorSchema>;

/**
 * The one error type of the product. `code` is stable and names a text in `locales/<language>/errors.json`;
 * `details` fills that text. The cause stays in this process.
 */
export class MusterError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = 'MusterError';
    this.code = code;
    this.details = details;
  }
}

/** True for a MusterError with this code (any MusterError when no code is given). */
export function isMusterError(error: unknown, code?: ErrorCode): error is MusterError {
  return error instanceof MusterError && (code === undefined || error.code === code);
}

/** Turns anything thrown into a MusterError; an AbortError becomes `cancelled`, the unexpected `internal`. */
export function toMusterError(error: unknown): MusterError {
  if (error instanceof MusterError) return error;
  if (error instanceof Error && error.name === 'AbortError') return new MusterError('cancelled', {}, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new MusterError('internal', { reason }, error);
}

/** Makes the form that crosses a boundary. */
export function serializeError(error: unknown): SerializedError {
  const { code, details, message } = toMusterError(error);
  return { code, details, message };
}

/** Reads an error that crossed a boundary back into a MusterError. */
export function deserializeError(value: SerializedError): MusterError {
  return new MusterError(value.code, value.details);
}
