import { z } from 'zod';
import { type SerializedError, serializedErrorSchema, serializeError } from '../../../model/errors.ts';
import type { PushDeps } from '../deps.ts';

const SETTING = 'apple.push.standing';
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** After trouble that concerns all, nothing is sent for so long; longer each time in a row. */
const PAUSES_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];

const standingSchema = z.object({
  lastPushAt: z.number().nullable(),
  trouble: serializedErrorSchema.nullable(),
});

/** How pushing goes, for every program that shows it. `lastPushAt`: when Apple last took one, in ms UTC. */
export type PushStanding = z.infer<typeof standingSchema>;

/** What keeps all pushes from leaving, and for how long. */
export interface Standing {
  read(): Promise<PushStanding>;
  /** False while pushes with this certificate (its fingerprint) pause. */
  free(certificate: string): boolean;
  /** The last try met trouble: the next one is made with one push alone. */
  cautious(): boolean;
  /** Nothing leaves until the pause has passed, however often it is rung for. */
  stuck(error: unknown, certificate: string): Promise<void>;
  /** Told, but nothing pauses. */
  told(error: unknown): Promise<void>;
  /** Apple lets us in: nothing keeps them. `at` (ms UTC): it took some; null: it only judged tokens. */
  letIn(at: number | null): Promise<void>;
  /** Whatever it was, it may be over. */
  forget(): Promise<void>;
}

/** `over` ends pauses; `rung` is called when one has passed. */
export function createStanding(
  { settings, clock, changed }: Pick<PushDeps, 'settings' | 'clock' | 'changed'>,
  over: AbortSignal,
  rung: () => void,
): Standing {
  let failures = 0;
  let pause: { certificate: string; over: AbortController } | null = null;

  const read = async (): Promise<PushStanding> => {
    const text = await settings.get(SETTING);
    const found = text === null ? null : standingSchema.safeParse(JSON.parse(text));
    return found?.data ?? { lastPushAt: null, trouble: null };
  };
  const write = async (lastPushAt: number | null, trouble: SerializedError | null): Promise<void> => {
    const known = await read();
    const next = { lastPushAt: lastPushAt ?? known.lastPushAt, trouble };
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    await settings.set(SETTING, JSON.stringify(next));
    changed();
  };
  const free = (): void => {
    pause?.over.abort();
    pause = null;
    failures = 0;
  };
  // Slept, not reckoned by the clock: one that jumps makes no pause shorter or endless.
  const sleep = (ms: number, certificate: string): void => {
    const mine = { certificate, over: new AbortController() };
    pause?.over.abort();
    pause = mine;
    clock.sleep(ms, AbortSignal.any([mine.over.signal, over])).then(
      () => {
        if (pause === mine) pause = null;
        rung();
      },
      () => undefined,
    );
  };
  return {
    read,
    // Another program may have brought another one.
    free: (certificate) => pause?.certificate !== certificate,
    cautious: () => failures > 0,
    stuck: async (error, certificate) => {
      const ms = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? MINUTE_MS;
      failures++;
      sleep(ms, certificate);
      await write(null, serializeError(error));
    },
    told: (error) => write(null, serializeError(error)),
    letIn: async (at) => {
      free();
      await write(at, null);
    },
    forget: async () => {
      free();
      await write(null, null);
    },
  };
}
