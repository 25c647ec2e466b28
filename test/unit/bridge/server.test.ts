import { describe, expect, it, vi } from 'vitest';
import { METHODS } from '../../../electron/bridge/contract.ts';
import { dispatch, type Handlers } from '../../../electron/bridge/server.ts';
import { MusterError } from '../../../electron/model/errors.ts';

/** Handlers that all refuse, but for those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const refuse = async (): Promise<never> => {
    throw new MusterError('not_available');
  };
  const all = Object.fromEntries(Object.keys(METHODS).map((name) => [name, refuse]));
  return { ...(all as unknown as Handlers), ...some };
}

const signal = new AbortController().signal;
const quiet = vi.fn();

describe('a call over the bridge', () => {
  it('reaches its handler with parsed input and answers its output', async () => {
    const handlers = handlersWith({ 'devices.count': async ({ filter }) => filter.text?.length ?? 0 });
    const answer = await dispatch(
      handlers,
      { method: 'devices.count', input: { filter: { text: 'spin' } } },
      signal,
      quiet,
    );
    expect(answer).toEqual({ ok: true, value: 4 });
  });

  it('is refused with the field at fault when the input breaks the contract', async () => {
    const count = vi.fn(async () => 0);
    const handlers = handlersWith({ 'devices.count': count });
    const answer = await dispatch(
      handlers,
      { method: 'devices.count', input: { filter: { text: 5 } } },
      signal,
      quiet,
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'bad_input', details: { field: 'filter.text' } },
    });
    expect(count).not.toHaveBeenCalled();
  });

  it.each([
    'nothing.here',
    'toString',
    '__proto__',
    'constructor',
  ])('is refused when there is no method %s', async (method) => {
    const answer = await dispatch(handlersWith({}), { method, input: null }, signal, quiet);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown_method' } });
  });

  it('brings errors back with their code and details', async () => {
    const handlers = handlersWith({
      'sync.cancel': async () => {
        throw new MusterError('google_rate_limited', { until: 5 });
      },
    });
    const answer = await dispatch(handlers, { method: 'sync.cancel' }, signal, quiet);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'google_rate_limited', details: { until: 5 } },
    });
  });

  it('logs the unexpected, and tells the window no more than that it was', async () => {
    const log = vi.fn();
    const handlers = handlersWith({
      'sync.cancel': async () => {
        throw new TypeError('x is not a function');
      },
    });
    const answer = await dispatch(handlers, { method: 'sync.cancel' }, signal, log);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(log).toHaveBeenCalledWith(expect.stringContaining('x is not a function'));
  });

  it('never lets an answer through that breaks the contract', async () => {
    const wrong = { 'devices.count': async () => 1.5 };
    const answer = await dispatch(
      handlersWith(wrong),
      { method: 'devices.count', input: { filter: {} } },
      signal,
      quiet,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_answer' } });
  });

  it('hands the caller’s cancellation to the handler', async () => {
    const controller = new AbortController();
    const handlers = handlersWith({
      'devices.count': (_input, given) =>
        new Promise((_resolve, reject) => given.addEventListener('abort', () => reject(given.reason))),
    });
    const answer = dispatch(
      handlers,
      { method: 'devices.count', input: { filter: {} } },
      controller.signal,
      quiet,
    );
    controller.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
