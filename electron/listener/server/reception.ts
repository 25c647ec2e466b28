import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessEntry } from '../../model/listener.ts';
import type { Clock } from '../../model/ports.ts';
import type { ListenerLimits } from '../limits.ts';
import { plainAddress } from '../network/addresses.ts';
import { carriesBody, refusalOf } from './guard.ts';
import { putHeaders } from './headers.ts';
import type { OwnNames } from './host.ts';

/** What a door answers for now. */
export interface Standing extends OwnNames {
  /** The certificate was brought, so that browsers may be told to insist on TLS. */
  readonly strictTransport: boolean;
}

/** A request that was answered, refused or broken off (status 0). `agent` is the User-Agent header as sent. */
export type Visit = Omit<AccessEntry, 'door'> & { readonly refused: boolean };

/** The first to see each request and the last to see each answer. */
export interface Reception {
  receive(request: IncomingMessage, response: ServerResponse): void;
  /** Names the route a request has found; its address is never kept. */
  route(request: IncomingMessage, pattern: string): void;
  /** A limit, a wrong name or a malformed request. */
  refused(request: IncomingMessage): void;
  /** Answers under way. */
  readonly underWay: ReadonlySet<ServerResponse>;
  /** Calls back once when nothing is under way; from now on connections end with their answer. */
  drain(done: () => void): void;
}

export interface ReceptionDeps {
  readonly clock: Clock;
  readonly limits: ListenerLimits;
  standing(): Standing;
  handle(request: IncomingMessage, response: ServerResponse): void;
  note(visit: Visit): void;
}

/** Sees to what holds for every request, before any of it is looked into. */
export function createReception(deps: ReceptionDeps): Reception {
  const { clock, limits } = deps;
  const marks = new WeakMap<IncomingMessage, { route: string; refused: boolean }>();
  const underWay = new Set<ServerResponse>();
  let drained: (() => void) | null = null;

  const ended = (request: IncomingMessage, response: ServerResponse, at: number): void => {
    underWay.delete(response);
    const { route = '-', refused = false } = marks.get(request) ?? {};
    deps.note({
      ...whoAsks(request),
      at,
      route,
      refused,
      status: response.headersSent ? response.statusCode : 0,
      ms: Math.max(0, clock.now() - at),
    });
    if (drained === null) return;
    request.socket.destroySoon();
    if (underWay.size === 0) drained();
  };
  return {
    underWay,
    route: (request, pattern) => {
      const mark = marks.get(request);
      if (mark !== undefined) mark.route = pattern;
    },
    refused: (request) => {
      const mark = marks.get(request);
      if (mark !== undefined) mark.refused = true;
    },
    receive: (request, response) => {
      // Read from a connection that is gone already: nobody is there to be answered, and nobody can be counted for it.
      if (request.socket.remoteAddress === undefined) {
        request.socket.destroy();
        return;
      }
      const at = clock.now();
      const standing = deps.standing();
      const status = refusalOf(request, standing, limits);
      marks.set(request, { route: '-', refused: status !== null });
      underWay.add(response);
      response.once('close', () => ended(request, response, at));
      response.once('finish', () => linger(clock, request, limits.lingerMs));
      putHeaders(response, standing.strictTransport);
      if (drained !== null) response.setHeader('Connection', 'close');
      if (status === null) deps.handle(request, response);
      else refuse(request, response, status);
    },
    drain: (done) => {
      drained = done;
      for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
      if (underWay.size === 0) done();
    },
  };
}

/** What the log keeps of who asks. */
export function whoAsks({
  socket,
  method = '-',
  headers,
}: IncomingMessage): Pick<Visit, 'address' | 'method' | 'agent'> {
  return {
    address: plainAddress(socket.remoteAddress ?? ''),
    method,
    agent: headers['user-agent'] ?? '',
  };
}

/** An answer without content. One that sends a body keeps its connection a little, or it could not read the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'Content-Length': 0,
    ...(carriesBody(request) ? {} : { Connection: 'close' }),
  });
  response.end();
}

/** Takes the rest of a request that was answered early and throws it away, for a while. */
function linger(clock: Clock, request: IncomingMessage, ms: number): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const over = new AbortController();
  request.once('close', () => over.abort());
  clock.sleep(ms, over.signal).then(
    () => request.socket.destroy(),
    () => undefined,
  );
}
