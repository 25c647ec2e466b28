import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerCredentials } from '../../pki/contract.ts';
import { plainAddress } from '../network/addresses.ts';
import type { DoorDeps } from './door.ts';
import { answerRaw, statusOfClientError } from './raw-answer.ts';
import { type Reception, whoAsks } from './reception.ts';
import { askingFor, secureContext } from './tls.ts';

type ServeDeps = Pick<DoorDeps, 'door' | 'limits' | 'turnstile' | 'clock' | 'note' | 'turnedAway' | 'log'>;

/** The server itself, with every limit that holds before a request is one. `sockets` are those it has admitted. */
export function serve(
  deps: ServeDeps,
  credentials: ServerCredentials,
  reception: Reception,
  sockets: Set<Socket>,
): Server {
  const { door, limits } = deps;
  const server = createServer({
    ...secureContext(credentials),
    ...askingFor(door),
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: limits.handshakeMs,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    // Node answers these without our headers and our log; the reception refuses them.
    requireHostHeader: false,
    insecureHTTPParser: false,
    noDelay: true,
  });
  // Node would leave out those beyond its count and say nothing; the reception counts them all.
  server.maxHeadersCount = 0;
  server.setTimeout(limits.idleMs);
  server.on('request', reception.receive);
  server.on('checkContinue', reception.receive);
  server.on('checkExpectation', reception.receive);
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    deps.note({ ...whoAsks(request), at: deps.clock.now(), route: '-', status: 405, ms: 0, refused: true });
    answerRaw(socket, 405);
  });
  server.on('clientError', (error, socket) => hangUp(deps, reception, error, socket));
  // While it binds, the one who binds it hears of it.
  server.on('error', (error) => {
    if (server.listening) deps.log(`listener: ${error.message}`);
  });
  gate(server, deps, sockets);
  return server;
}

/** Lets connections in one by one, before TLS begins for them. */
function gate(server: Server, { door, turnstile, turnedAway }: ServeDeps, sockets: Set<Socket>): void {
  const takers = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (!turnstile.admit(door, socket)) {
      turnedAway();
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    for (const take of takers) take.call(server, socket);
  });
}

/** Ends a connection on which no request came about. */
function hangUp(deps: ServeDeps, reception: Reception, error: unknown, socket: Duplex): void {
  const status = statusOfClientError(error);
  const answering = [...reception.underWay].find((response) => response.socket === socket);
  if (status === null || answering !== undefined || !socket.writable) {
    if (isHandshakeError(error)) deps.turnedAway();
    if (status !== null && answering !== undefined) reception.refused(answering.req);
    socket.destroy();
    return;
  }
  const address = 'remoteAddress' in socket ? plainAddress(String(socket.remoteAddress)) : '';
  const at = deps.clock.now();
  deps.note({ at, address, method: '-', route: '-', status, ms: 0, agent: '', refused: true });
  answerRaw(socket, status);
}

function isHandshakeError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_(SSL|TLS)_/.test(String(error.code));
}
