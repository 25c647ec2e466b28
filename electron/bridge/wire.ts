import { z } from 'zod';
import { serializedErrorSchema } from './domain.ts';

/** A call as it crosses: its number lets the caller cancel it. */
export const callSchema = z.object({ id: z.int().min(1), method: z.string().max(100), input: z.unknown() });

/** An answer as it crosses: errors are values, so that their code survives. */
export const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: serializedErrorSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const eventMessageSchema = z.object({ name: z.string().max(100), payload: z.unknown() });

/** What the preload script puts on `window.muster`: plain functions, no Electron object. */
export interface MusterBridge {
  call(id: number, method: string, input: unknown): Promise<unknown>;
  cancel(id: number): void;
  onEvent(listener: (message: unknown) => void): () => void;
}
