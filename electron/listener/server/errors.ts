import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ListenerDoor } from '../../model/listener.ts';
import type { ListenerRoom } from '../contract.ts';

/** Statuses of limits and of malformed requests, as opposed to pages that are not there and to our own faults. */
const REFUSALS: ReadonlySet<number> = new Set([400, 413, 414, 415, 421, 429, 431]);

export interface ErrorAnswers {
  /** Answers with a page that says nothing but the status. */
  answer(request: FastifyRequest, reply: FastifyReply, status: number): void;
  /** The same for what was thrown; what is no fault of the request is told to the log. */
  failed(request: FastifyRequest, reply: FastifyReply, error: unknown): void;
}

/** How requests that lead nowhere are answered at a door: uniformly, and with nothing of them in it. */
export function createErrors(deps: {
  readonly door: ListenerDoor;
  readonly rooms: readonly ListenerRoom[];
  refused(request: FastifyRequest['raw']): void;
  log(message: string): void;
}): ErrorAnswers {
  const painter = deps.door === 'people' ? deps.rooms.find((room) => room.refusal !== undefined) : undefined;

  const pageOf = (status: number, language: string) => {
    try {
      return painter?.refusal?.(status, language);
    } catch (error) {
      deps.log(`listener: no page for ${status}: ${described(error)}`);
      return undefined;
    }
  };
  const answer: ErrorAnswers['answer'] = (request, reply, status) => {
    if (REFUSALS.has(status)) deps.refused(request.raw);
    // The rest of a body is thrown away by the reception, so that the sender gets to read this.
    if (reply.hasHeader('connection')) reply.removeHeader('connection');
    reply.code(status);
    const page = pageOf(status, request.headers['accept-language'] ?? '');
    if (page === undefined)
      reply.type('text/plain; charset=utf-8').send(`${STATUS_CODES[status] ?? status}\n`);
    else reply.headers({ ...page.headers }).send(page.body);
  };
  return {
    answer,
    failed: (request, reply, error) => {
      const brokenOff = request.raw.destroyed && !request.raw.complete;
      const status = brokenOff ? 400 : statusOf(error);
      if (status === 500)
        deps.log(
          `listener: ${request.method} ${request.routeOptions.url ?? '-'} failed: ${described(error)}`,
        );
      answer(request, reply, status);
    },
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** Where it happened, without its message: that may hold what a person typed. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join('\n');
}
