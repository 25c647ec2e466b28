import type { FastifyReply, FastifyRequest } from 'fastify';
import { isMusterError } from '../../model/errors.ts';
import type { SignInResult, Visit } from '../../registration/contract.ts';
import { cookieOf, giveCookie, takeCookie } from './cookies.ts';
import { drawPage, type Page } from './look/layout.ts';
import type { PortalRoomDeps } from './room.ts';
import { hear, type Said, say } from './said.ts';
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

/** Reads a request: `?lang=` is taken and remembered, else what was remembered counts, else what the browser asks for. */
export function visitorOf({ words }: Desk, request: FastifyRequest, reply: FastifyReply): Visitor {
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

/** What was said on the way to this page. */
export function heardBy({ request, reply }: Visitor): Said | null {
  return hear(request, reply);
}

/** Answers with a page drawn for this visitor. */
export function show({ reply, words }: Visitor, page: Page, status = 200): FastifyReply {
  return answer(reply, drawPage(words, page), status);
}

/** Answers with a page that is the same for all who speak the language: it is drawn once for each `key`. */
export function showStill({ stills }: Desk, visitor: Visitor, key: string, draw: () => Page): FastifyReply {
  const { reply, words } = visitor;
  return answer(
    reply,
    stills.get(`${words.language} ${key}`, () => drawPage(words, draw())),
    200,
  );
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

/** After a sign-in: on to what comes next, or back with the reason. The reason is the same whatever was wrong. */
export function afterSignIn(
  { clock }: Pick<Desk, 'clock'>,
  visitor: Visitor,
  result: SignInResult,
  back: { path: string; userName?: string },
): FastifyReply {
  if (result.kind === 'in') {
    takeCookie(visitor.reply, 'code');
    giveCookie(visitor.reply, 'session', result.token, (result.expiresAt - clock.now()) / 1000);
    return go(visitor, '/next');
  }
  const { path, userName } = back;
  const until = result.kind === 'slow_down' ? result.until : undefined;
  return goSaying(visitor, path, { code: result.kind, until, userName });
}

/** The word for a refusal of the service; what is no refusal is thrown again. */
export function refusalOf(error: unknown, least?: number): Said {
  if (isMusterError(error, 'password_weak')) return { code: 'password_weak', least };
  if (isMusterError(error, 'password_elsewhere')) return { code: 'password_elsewhere' };
  if (isMusterError(error, 'bad_input')) return { code: 'password_wrong' };
  if (isMusterError(error, 'pin_spent')) return { code: 'pin_spent' };
  if (isMusterError(error, 'device_limit')) return { code: 'device_limit' };
  if (isMusterError(error, 'not_ready') || isMusterError(error, 'platform_not_ready')) {
    return { code: 'not_ready' };
  }
  throw error;
}
