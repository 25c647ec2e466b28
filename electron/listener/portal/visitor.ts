import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorDetails, isMusterError } from '../../model/errors.ts';
import type { SignInResult, Visit } from '../../registration/contract.ts';
import { cookieOf, giveCookie, takeCookie } from './cookies.ts';
import { portalErrorPage } from './error-page.ts';
import { drawPage, type Page } from './look/layout.ts';
import type { PortalRoomDeps } from './room.ts';
import { hear, type Said, type SaidCode, say } from './said.ts';
import type { Stills } from './stills.ts';
import { askedLanguage, isLanguage, type Language, type PageWords } from './words.ts';

/** What all routes work with. */
export interface Desk extends PortalRoomDeps {
  words: Readonly<Record<Language, PageWords>>;
  stills: Stills;
}

/** Who asks, as far as the request says. */
export interface Visitor {
  request: FastifyRequest;
  reply: FastifyReply;
  words: PageWords;
  session: string | null;
}

const YEAR_S = 365 * 24 * 3600;
const DEVICE_BYTES = 16;
/** Longer than any code is valid, so that a device that tries again is known as the same one. */
const DEVICE_SECONDS = 24 * 3600;

/** Reads a request: `?lang=` is taken and remembered, else what was remembered counts, else what the browser asks for. */
export function visitorOf(
  { words }: Pick<Desk, 'words'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Visitor {
  const wanted = queryOf(request, 'lang');
  if (isLanguage(wanted)) giveCookie(reply, 'language', wanted, YEAR_S);
  const remembered = isLanguage(wanted) ? wanted : cookieOf(request, 'language');
  const language = isLanguage(remembered) ? remembered : askedLanguage(request.headers);
  return { request, reply, words: words[language], session: cookieOf(request, 'session') };
}

/** From here on the pages speak a person’s own language, unless the browser’s user has picked one. */
export function speakAs({ request, reply }: Visitor, language: Language | null): void {
  if (language === null || cookieOf(request, 'language') !== null) return;
  giveCookie(reply, 'language', language, YEAR_S);
}

/** One value of the address’s query; null when it is absent or given twice. */
export function queryOf({ query }: FastifyRequest, name: string): string | null {
  if (typeof query !== 'object' || query === null) return null;
  const value: unknown = Object.entries(query).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}

/** What tells this browser from others; given to it when it has none. */
export function deviceOf({ random }: Pick<Desk, 'random'>, { request, reply }: Visitor): string {
  const known = cookieOf(request, 'device');
  if (known !== null) return known;
  const made = Buffer.from(random.bytes(DEVICE_BYTES)).toString('base64url');
  giveCookie(reply, 'device', made, DEVICE_SECONDS);
  return made;
}

/** What was said on the way to this page. */
export function heardBy({ request, reply }: Visitor): Said | null {
  return hear(request, reply);
}

/** Answers with a page drawn for this visitor. */
export function show({ reply, words }: Visitor, page: Page, status = 200): FastifyReply {
  return answer(reply, drawPage(words, page), status);
}

/** Answers with a page that is drawn once for each language and `key`, which names all else that it depends on. */
export function showStill(
  { stills }: Desk,
  { reply, words }: Visitor,
  key: readonly unknown[],
  draw: () => Page,
): FastifyReply {
  const page = stills.get([words.language, ...key], () => drawPage(words, draw()));
  return answer(reply, page, 200);
}

/** Answers with the neutral page for a status. */
export function answerError({ reply, words }: Visitor, status: number): FastifyReply {
  return answer(reply, portalErrorPage(status, words.language), status);
}

function answer(reply: FastifyReply, body: string | Buffer, status: number): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('vary', 'accept-language, cookie')
    .send(body);
}

/** Sends the browser on, by GET (RFC 9110 section 15.4.4), so that a reload sends no form again. */
export function go({ reply }: Visitor, path: string): FastifyReply {
  return reply.redirect(path, 303);
}

/** Sends the browser on with a word for the next page. */
export function goSaying(visitor: Visitor, path: string, said: Said): FastifyReply {
  say(visitor.reply, said);
  return go(visitor, path);
}

/** Who is signed in; null when nobody is (any more). */
export async function visitOf({ portal }: Desk, { session, words }: Visitor): Promise<Visit | null> {
  return session === null ? null : portal.visit(session, words.language);
}

/** Sends a visitor whose session is over to sign in again. */
export function goSignIn(visitor: Visitor): FastifyReply {
  if (visitor.session === null) return go(visitor, '/go');
  leaveSession(visitor);
  return goSaying(visitor, '/go', { code: 'session_over' });
}

/** The browser forgets its session, and the QR code that was shown in it. */
export function leaveSession({ reply }: Visitor): void {
  takeCookie(reply, 'session');
  takeCookie(reply, 'code');
}

/**
 * After a sign-in: on to what comes next, or back with the reason, which is the same whatever was wrong. How long a
 * session lasts is the service’s affair, which prolongs those in use.
 */
export function afterSignIn(
  visitor: Visitor,
  result: SignInResult,
  back: { path: string; refused?: SaidCode; userName?: string },
): FastifyReply {
  if (result.kind === 'in') {
    takeCookie(visitor.reply, 'code');
    giveCookie(visitor.reply, 'session', result.token, 'until closed');
    return go(visitor, '/next');
  }
  const { path, refused = 'refused', userName } = back;
  if (result.kind === 'refused') return goSaying(visitor, path, { code: refused, userName });
  return goSaying(visitor, path, { code: 'slow_down', until: result.until, userName });
}

/** After a PIN was asked for: what is said is the same whether there is anybody to get it. */
export function afterRequest(
  visitor: Visitor,
  /** As PortalService.requestPin answers. */
  until: number | null,
  { path, userName }: { path: string; userName?: string },
): FastifyReply {
  const said = until === null ? { code: 'pin_requested' as const } : { code: 'slow_down' as const, until };
  return goSaying(visitor, path, { ...said, userName });
}

/** The word for a refusal of the service; what is no refusal is thrown again. */
export function refusalOf(error: unknown): Said {
  if (isMusterError(error, 'password_weak')) return weakness(error.details);
  if (isMusterError(error, 'bad_input')) return { code: 'password_wrong' };
  if (isMusterError(error, 'platform_not_ready')) return { code: 'not_ready' };
  for (const code of ['password_elsewhere', 'pin_spent', 'device_limit', 'not_ready'] as const) {
    if (isMusterError(error, code)) return { code };
  }
  throw error;
}

function weakness({ least, reason }: ErrorDetails): Said {
  if (reason === 'personal') return { code: 'password_personal' };
  if (reason === 'common') return { code: 'password_common' };
  return { code: 'password_short', least: typeof least === 'number' ? least : undefined };
}
