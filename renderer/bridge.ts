import { z } from 'zod';
import { METHODS, type MethodInput, type MethodName, type MethodOutput } from '../electron/bridge/contract';
import { deserializeError, MusterError, toMusterError } from '../electron/bridge/domain';
import { EVENTS, type EventName, type EventPayload } from '../electron/bridge/events';
import { answerSchema, eventMessageSchema, type MusterBridge } from '../electron/bridge/wire';

// The page's content security policy forbids eval, which zod's compiler would try.
z.config({ jitless: true });

declare global {
  interface Window {
    readonly muster: MusterBridge;
  }
}

export interface CallOptions {
  /** Aborting it cancels the work in the main process; the call then rejects with `cancelled`. */
  signal?: AbortSignal | undefined;
}

/** The typed face of `window.muster`. */
export interface BridgeClient {
  /** Calls a method. Throws a MusterError: the main process's own, `cancelled`, or `bad_answer`. */
  call<M extends MethodName>(
    method: M,
    ...args: undefined extends MethodInput<M>
      ? [input?: undefined, options?: CallOptions]
      : [input: MethodInput<M>, options?: CallOptions]
  ): Promise<MethodOutput<M>>;
  /** Listens to an event; returns the function that stops listening. Malformed payloads are dropped. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}

/** Makes the typed client over what the preload script offers. */
export function createBridgeClient(bridge: MusterBridge): BridgeClient {
  let lastId = 0;
  const listen = shareEvents(bridge);
  return {
    async call(method, ...[input, options]) {
      lastId += 1;
      const value = await send(bridge, lastId, method, input, options?.signal);
      return parseOutput(method, value);
    },
    on(event, listener) {
      return listen(event, (payload) => {
        const parsed = payloads[event].safeParse(payload);
        if (parsed.success) listener(parsed.data);
      });
    },
  };
}

/** One subscription at the preload script serves every listener of the page. */
function shareEvents(bridge: MusterBridge) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let subscribed = false;
  const dispatch = (message: unknown) => {
    const parsed = eventMessageSchema.safeParse(message);
    if (!parsed.success) return;
    for (const listener of [...(listeners.get(parsed.data.name) ?? [])]) listener(parsed.data.payload);
  };
  return (name: string, listener: (payload: unknown) => void): (() => void) => {
    if (!subscribed) bridge.onEvent(dispatch);
    subscribed = true;
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  };
}

async function send(
  bridge: MusterBridge,
  id: number,
  method: string,
  input: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (signal?.aborted) throw new MusterError('cancelled');
  const answer = await settle(bridge.call(id, method, input), signal, () => bridge.cancel(id));
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new MusterError('bad_answer', { method });
  if (!parsed.data.ok) throw deserializeError(parsed.data.error);
  return parsed.data.value;
}

function settle<T>(work: Promise<T>, signal: AbortSignal | undefined, cancel: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      cancel();
      reject(new MusterError('cancelled'));
    };
    signal?.addEventListener('abort', abort, { once: true });
    work
      .then(resolve, (error) => reject(toMusterError(error)))
      .finally(() => signal?.removeEventListener('abort', abort));
  });
}

// The same tables, written so that TypeScript sees a method and its answer move together.
const outputs: { [M in MethodName]: { output: z.ZodType<MethodOutput<M>> } } = METHODS;
const payloads: { [E in EventName]: z.ZodType<EventPayload<E>> } = EVENTS;

function parseOutput<M extends MethodName>(method: M, value: unknown): MethodOutput<M> {
  const parsed = outputs[method].output.safeParse(value);
  if (!parsed.success) throw new MusterError('bad_answer', { method }, parsed.error);
  return parsed.data;
}

const client = (): BridgeClient => {
  shared ??= createBridgeClient(window.muster);
  return shared;
};
let shared: BridgeClient | undefined;

/** Calls the main process of this window. */
export const call: BridgeClient['call'] = (method, ...args) => client().call(method, ...args);

/** Listens to the main process of this window. */
export const on: BridgeClient['on'] = (event, listener) => client().on(event, listener);
