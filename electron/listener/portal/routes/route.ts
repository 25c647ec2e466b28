import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFromHere } from '../origin.ts';
import { answerError, type Desk, type Visitor, visitorOf } from '../visitor.ts';

/** Answers one visitor. */
export type Answer = (visitor: Visitor) => FastifyReply | Promise<FastifyReply>;

/** The two kinds of routes the pages have. */
export interface Routes {
  page(path: string, answer: Answer): void;
  /** A form: taken from our own pages only. */
  sent(path: string, answer: Answer): void;
}

/** Bytes of a form: the longest fields, with every character written as three escaped bytes. */
const FORM_BYTES = 16_384;

/** Puts routes on a door’s server. */
export function routesOf(desk: Pick<Desk, 'words'>, server: FastifyInstance): Routes {
  const handled =
    (answer: Answer) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      answer(visitorOf(desk, request, reply));
  return {
    page: (path, answer) => {
      server.get(path, { exposeHeadRoute: false }, handled(answer));
      // Who only asks whether a link leads anywhere has not opened it.
      server.head(path, (_request, reply) => reply.type('text/html; charset=utf-8').send());
    },
    sent: (path, answer) => {
      const handle = handled(answer);
      server.post(path, { bodyLimit: FORM_BYTES }, async (request, reply) =>
        isFromHere(request) ? handle(request, reply) : answerError(visitorOf(desk, request, reply), 403),
      );
    },
  };
}
