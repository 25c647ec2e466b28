import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { ListenerDoor } from '../../model/listener.ts';
import type { Clock } from '../../model/ports.ts';
import type { ServerCredentials } from '../../pki/contract.ts';
import type { ListenerRoom } from '../contract.ts';
import type { ListenerLimits } from '../limits.ts';
import { makeApp } from './app.ts';
import { bindTo } from './bind.ts';
import { createReception, type Reception, type Standing, type Visit } from './reception.ts';
import { serve } from './serve.ts';
import { secureContext } from './tls.ts';
import type { Turnstile } from './turnstile.ts';

export interface DoorDeps {
  readonly door: ListenerDoor;
  readonly rooms: readonly ListenerRoom[];
  readonly limits: ListenerLimits;
  readonly turnstile: Turnstile;
  readonly clock: Clock;
  standing(): Standing;
  note(visit: Visit): void;
  /** A connection ended before it asked for anything: there were too many, or its TLS was not ours. */
  turnedAway(): void;
  log(message: string): void;
}

/** One HTTPS server with the rooms behind it. */
export interface Door {
  /** What answers, as the rooms registered it. */
  readonly exposed: readonly { methods: string[]; path: string }[];
  /** Throws port_in_use, listener_address_gone, listener_port_not_allowed, and `internal` for what else a system may say. */
  bind(host: string, port: number): Promise<void>;
  /** Takes no further connections; those at work stay, and it can be bound again. */
  unbind(): void;
  /** Another certificate, from the next connection on. */
  secure(credentials: ServerCredentials): void;
  /** Takes no further connections, finishes the answers under way within the grace, then cuts what is left. */
  close(): Promise<void>;
}

/** Makes a door, ready to be bound. Throws what the rooms throw. */
export async function makeDoor(deps: DoorDeps, credentials: ServerCredentials): Promise<Door> {
  const { clock, limits } = deps;
  const sockets = new Set<Socket>();
  const reception = createReception({
    ...deps,
    handle: (request, response) => app.routing(request, response),
  });
  const { app, exposed } = await makeApp(deps, reception);
  const server = serve(deps, credentials, reception, sockets);
  return {
    exposed,
    bind: (host, port) => bindTo(server, host, port),
    unbind: () => unbind(server),
    secure: (next) => server.setSecureContext(secureContext(next)),
    close: async () => {
      unbind(server);
      await finished(reception, clock, limits.graceMs);
      for (const socket of sockets) socket.destroy();
      await app.close();
    },
  };
}

/** Connections that ask for nothing just now are closed with it. */
function unbind(server: Server): void {
  if (server.listening) server.close();
}

/** Resolves when no answer is under way any more, or the grace is over. */
async function finished({ drain }: Pick<Reception, 'drain'>, clock: Clock, graceMs: number): Promise<void> {
  const over = new AbortController();
  const drained = new Promise<void>((resolve) => drain(resolve));
  await Promise.race([drained, clock.sleep(graceMs, over.signal).catch(() => undefined)]);
  over.abort();
}
