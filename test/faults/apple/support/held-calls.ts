import { isMainThread, Worker } from 'node:worker_threads';
import { z } from 'zod';

/**
 * Loaded before a `muster` command that can be spoken to: it stops at calls of its store, one after the other, as long as it is told
 * to. `before`: the store never hears of the call; `after`: it has done it, and the program never hears. Everything else goes on,
 * so that a kill finds many devices at different moments.
 */
export const holdSchema = z.object({
  hold: z.object({ when: z.enum(['before', 'after']), method: z.string() }),
});
type Hold = z.infer<typeof holdSchema>['hold'];

const requestSchema = z.object({ id: z.number(), method: z.string() });
const answerSchema = z.object({ id: z.number() });

if (isMainThread && process.channel !== undefined) holdWhatIsTold();

function holdWhatIsTold(): void {
  const post = Worker.prototype.postMessage;
  const emit = Worker.prototype.emit;
  let wanted: Hold | null = null;
  const awaited: { worker: Worker; id: number; hold: Hold }[] = [];
  const held = (hold: Hold): void => {
    process.send?.({ held: `${hold.when} ${hold.method}` });
  };

  process.on('message', (message) => {
    const told = holdSchema.safeParse(message).data;
    if (told === undefined) return;
    wanted = told.hold;
    process.send?.({ ready: `${wanted.when} ${wanted.method}` });
  });
  process.channel?.unref();

  Worker.prototype.postMessage = function (this: Worker, message: unknown): void {
    const request = requestSchema.safeParse(message).data;
    const hold = request !== undefined && request.method === wanted?.method ? wanted : null;
    if (hold !== null && request !== undefined) {
      wanted = null;
      if (hold.when === 'after') awaited.push({ worker: this, id: request.id, hold });
      else held(hold);
    }
    if (hold?.when !== 'before') post.call(this, message);
  };
  Worker.prototype.emit = function (this: Worker, name: string | symbol, ...args: unknown[]): boolean {
    const id = name === 'message' ? answerSchema.safeParse(args[0]).data?.id : undefined;
    const place = awaited.findIndex((one) => one.worker === this && one.id === id);
    const [one] = place === -1 ? [] : awaited.splice(place, 1);
    if (one === undefined) return Reflect.apply(emit, this, [name, ...args]);
    held(one.hold);
    return true;
  };
}
