import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FIELD_LIMITS } from './look/form.ts';

/** A text of a form; absent, repeated or too long it counts as empty. */
const textOf = (most: number) => z.string().max(most).catch('');

const formSchema = z.object({
  userName: textOf(FIELD_LIMITS.userName).transform((text) => text.trim()),
  password: textOf(FIELD_LIMITS.password),
  current: textOf(FIELD_LIMITS.password),
  repeat: textOf(FIELD_LIMITS.password),
  /** People type a PIN as they read it: in groups. */
  pin: textOf(FIELD_LIMITS.pin).transform((text) => text.replace(/[\s-]/g, '')),
  with: textOf(10),
  terms: textOf(64),
  platform: textOf(20),
});
export type Form = z.infer<typeof formSchema>;

/** The fields of a sent form; those we do not know are passed over. */
export function formOf({ body }: Pick<FastifyRequest, 'body'>): Form {
  return formSchema.parse(typeof body === 'object' && body !== null ? body : {});
}

/** An empty field as nothing. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}

const tokenSchema = z.object({ token: z.string().regex(/^[\w-]{16,64}$/) });

/** The token of an address; null when it cannot be one of ours. */
export function tokenOf({ params }: Pick<FastifyRequest, 'params'>): string | null {
  return tokenSchema.safeParse(params).data?.token ?? null;
}
