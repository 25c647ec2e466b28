import { isMusterError, MusterError, serializeError } from '../model/errors.ts';
import { METHODS, type MethodName, type MethodOutput, type MethodParsedInput } from './contract.ts';
import type { Answer } from './wire.ts';

/** One function per method; the signal fires when the caller cancels or its window closes. */
export type Handlers = {
  [M in MethodName]: (input: MethodParsedInput<M>, signal: AbortSignal) => Promise<MethodOutput<M>>;
};

/**
 * Checks the input against the method's schema, runs its handler, checks the output, and turns every failure
 * into an answer with a code. `log` hears only of the unexpected.
 */
export async function dispatch(
  handlers: Handlers,
  call: { method: string; input?: unknown },
  signal: AbortSignal,
  log: (message: string) => void,
): Promise<Answer> {
  if (!isMethodName(call.method)) {
    return { ok: false, error: serializeError(new MusterError('unknown_method', { method: call.method })) };
  }
  try {
    return { ok: true, value: await run(handlers, call.method, call.input, signal) };
  } catch (error) {
    if (!isMusterError(error))
      log(`${call.method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { ok: false, error: serializeError(error) };
  }
}

async function run<M extends MethodName>(
  handlers: Handlers,
  method: M,
  raw: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const input = METHODS[method].input.safeParse(raw);
  if (!input.success) {
    const issue = input.error.issues[0];
    throw new MusterError('bad_input', {
      method,
      field: issue?.path.join('.') ?? '',
      problem: issue?.message ?? '',
    });
  }
  // The compiler cannot see that the handler and the schema of one method belong together; the contract says so.
  const handler: (input: never, signal: AbortSignal) => Promise<unknown> = handlers[method];
  const output = METHODS[method].output.safeParse(await handler(input.data as never, signal));
  if (!output.success)
    throw new MusterError('bad_answer', { method, field: output.error.issues[0]?.path.join('.') ?? '' });
  return output.data;
}

function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
