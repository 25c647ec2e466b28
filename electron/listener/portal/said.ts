import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cookieOf, giveCookie, takeCookie } from './cookies.ts';
import type { Html } from './html.ts';
import { FIELD_LIMITS, note } from './look/form.ts';
import { packed, unpacked } from './packed.ts';
import { fill, type PageWords } from './words.ts';

const CODES = [
  'refused',
  'slow_down',
  'missing',
  'pin_requested',
  'signed_out',
  'session_over',
  'password_short',
  'password_common',
  'password_personal',
  'password_differs',
  'password_elsewhere',
  'password_wrong',
  'password_changed',
  'terms_changed',
  'pin_spent',
  'device_limit',
  'not_ready',
  'no_code',
  'code_gone',
] as const;
export type SaidCode = (typeof CODES)[number];

/** These tell of nothing that went wrong. */
const GOOD: readonly SaidCode[] = ['pin_requested', 'signed_out', 'session_over', 'password_changed'];

/** What the page after a form tells. It travels in a cookie that the page takes back, so that a reload forgets it. */
const saidSchema = z.object({
  code: z.enum(CODES),
  /** Until when to wait, ms UTC. */
  until: z.number().optional(),
  /** Fewest characters of a password. */
  least: z.int().optional(),
  /** What was typed, to be corrected and not typed again. */
  userName: z.string().max(FIELD_LIMITS.userName).optional(),
});
export type Said = z.infer<typeof saidSchema>;

const SECONDS = 60;

/** Leaves word for the next page. */
export function say(reply: FastifyReply, said: Said): void {
  giveCookie(reply, 'said', packed(said), SECONDS);
}

/** The word that was left, once. */
export function hear(request: FastifyRequest, reply: FastifyReply): Said | null {
  const value = cookieOf(request, 'said');
  if (value === null) return null;
  takeCookie(reply, 'said');
  return unpacked(saidSchema, value);
}

export function isBad(said: Said | null): boolean {
  return said !== null && !GOOD.includes(said.code);
}

/** The word as a note above the form; nothing when none was left. */
export function saidNote(words: PageWords, said: Said | null, now: number): Html | null {
  if (said === null) return null;
  const { title, text } = words.texts.said[said.code];
  const when = words.ahead(said.until ?? now, now);
  return note(title, fill(text, { when, least: said.least ?? '' }), isBad(said));
}
