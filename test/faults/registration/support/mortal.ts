import { isMainThread, Worker } from 'node:worker_threads';
import { z } from 'zod';

/**
 * Loaded before a `muster` command: the program ends without any warning at the n-th call of a method of its store.
 * `before`: the store has not heard of it; `during`: it is at it; `after`: it has done it, and the program has not heard.
 */
const deathSchema = z.object({
  when: z.enum(['before', 'during', 'after']),
  method: z.string(),
  turn: z.int(),
});
export type Death = z.infer<typeof deathSchema>;

const requestSchema = z.object({ id: z.number(), method: z.string() });
const answerSchema = z.object({ id: z.number() });
/** Long enough for a transaction to have begun, too short for the most to have ended. */
const DURING_MS = 0.3;

if (isMainThread && process.env.MUSTER_TEST_DEATH !== undefined)
  meet(deathSchema.parse(JSON.parse(process.env.MUSTER_TEST_DEATH)));

function meet({ when, method, turn }: Death): void {
  const post = Worker.prototype.postMessage;
  const emit = Worker.prototype.emit;
  let turns = 0;
  let awaited: { worker: Worker; id: number } | null = null;
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  Worker.prototype.postMessage = function (this: Worker, message: unknown): void {
    const request = requestSchema.safeParse(message).data;
    const isIt = request?.method === method && ++turns === turn;
    if (isIt && when === 'before') die();
    post.call(this, message);
    if (!isIt || request === undefined) return;
    if (when === 'after') awaited = { worker: this, id: request.id };
    else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, DURING_MS);
      die();
    }
  };
  Worker.prototype.emit = function (this: Worker, name: string | symbol, ...args: unknown[]): boolean {
    const isAnswer = name === 'message' && awaited?.worker === this;
    if (isAnswer && answerSchema.safeParse(args[0]).data?.id === awaited?.id) die();
    return Reflect.apply(emit, this, [name, ...args]);
  };
}
