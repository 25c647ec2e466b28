import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Conversation } from './conversation.ts';
import type { Known } from './known.ts';
import { plainHeaders } from './parts/headers.ts';
import { linkOf } from './parts/paths.ts';
import { type Asked, anyRequest, garbage } from './parts/request.ts';

/** What somebody does on a connection. */
type Episode = (at: {
  chance: Chance;
  known: Known;
  port: number;
  line: Conversation;
  /** An answer is waited for this long (ms): a sign-in that is refused takes a while, and others may be before it. */
  answerMs: number;
}) => Promise<void>;

/** What is cut off, or makes no sense, may be left without an answer. */
const SHORT_MS = 300;

/** One request after the other, each when the one before was answered. */
const turns: Episode = async ({ chance, known, port, line, answerMs }) => {
  const wanted = 1 + chance.below(12);
  for (let count = 1; count <= wanted; count++) {
    const asked = anyRequest(chance, known, port);
    line.say(asked.text);
    await line.wait(count, asked.ends ? SHORT_MS : answerMs);
    if (!line.open || asked.ends || line.heard.answers.length < count) return;
  }
};

/** Several requests at once, the last of them perhaps a broken one; the sender may be gone before the answers. */
const pipelined: Episode = async ({ chance, known, port, line, answerMs }) => {
  const asked: Asked[] = [];
  for (const wanted = 2 + chance.below(20); asked.length < wanted && asked.at(-1)?.ends !== true; )
    asked.push(anyRequest(chance, known, port));
  line.say(asked.map(({ text }) => text).join(''));
  if (chance.often(0.2)) line.cut();
  else await line.wait(asked.length, asked.at(-1)?.ends === true ? SHORT_MS : answerMs);
};

/** A request that ends in its middle. */
const cutOff: Episode = async ({ chance, known, port, line }) => {
  const { text } = anyRequest(chance, known, port);
  line.say(text.slice(0, chance.below(text.length)));
  if (chance.often(0.5)) line.finish();
  else line.cut();
  await line.wait(1, SHORT_MS);
};

/** A request in small pieces. */
const pieces: Episode = async ({ chance, known, port, line, answerMs }) => {
  const { text, ends } = anyRequest(chance, known, port);
  const size = Math.max(1, Math.ceil(text.length / (2 + chance.below(12))));
  for (let at = 0; at < text.length && line.open; at += size) {
    line.say(text.slice(at, at + size));
    await pause(chance.below(20));
  }
  await line.wait(1, ends ? SHORT_MS : answerMs);
};

const slow: Episode = async ({ chance, known, port, line }) => {
  const headers = plainHeaders(known, port).join('\r\n');
  const begin = chance.of([
    'G',
    `GET /go HTTP/1.1\r\n${headers}\r\nX-Slow: `,
    `POST /go/pin HTTP/1.1\r\n${headers}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nuser`,
  ]);
  line.say(begin);
  for (let count = 0; count < 50 && line.open; count++) {
    await pause(500);
    line.say('a');
  }
  await line.wait(1, SHORT_MS);
};

const senseless: Episode = async ({ chance, line }) => {
  line.say(garbage(chance));
  if (chance.often(0.3)) line.finish();
  await line.wait(1, SHORT_MS);
};

/** Signing in with what could be anything: it costs a comparison, and is allowed seldom. */
const signIn: Episode = async ({ chance, known, port, line, answerMs }) => {
  const odd = (): string =>
    encodeURIComponent(chance.often(0.5) ? chance.word(8) : '\u00e9\u0000\u{1f600}\u202e');
  const name = known.userNames[chance.below(known.userNames.length)] ?? odd();
  const path = chance.often(0.5) ? '/go' : `/i/${linkOf(chance, known)}`;
  const body = `userName=${chance.often(0.5) ? encodeURIComponent(name) : odd()}&password=${odd()}&pin=${odd()}`;
  const headers = [
    ...plainHeaders(known, port),
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ];
  line.say(`POST ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  await line.wait(1, answerMs);
};

/** What is done on a connection over TLS, and how often. */
export const EPISODES: readonly [readonly [number, Named], ...(readonly [number, Named])[]] = [
  [50, { kind: 'turns', run: turns }],
  [12, { kind: 'pipelined', run: pipelined }],
  [8, { kind: 'cut off', run: cutOff }],
  [5, { kind: 'pieces', run: pieces }],
  [8, { kind: 'senseless', run: senseless }],
  [2, { kind: 'sign-in', run: signIn }],
];
/** So slow that the door does not wait for it. */
export const SLOW: Named = { kind: 'slow', run: slow };
/** Something else in the place of TLS. */
export const NO_TLS: Named = { kind: 'no TLS', run: senseless };

export interface Named {
  kind: string;
  run: Episode;
}
