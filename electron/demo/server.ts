import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { MusterError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';
import { systemClock, systemRandom } from '../system.ts';
import type { DemoAddresses } from './addresses.ts';
import { type Answer, type Ask, bodyBytes, json } from './answer.ts';
import { type AppleDesk, createAppleDesk } from './apple/desk.ts';
import { DemoControl } from './control.ts';
import { Demo } from './demo.ts';
import { handle } from './handler.ts';
import { MAILBOX_PATH } from './mail/pages.ts';
import { startDemoSmtp } from './mail/smtp.ts';
import type { ServiceAccountKey } from './oauth/keys.ts';
import { type DemoOptions, settingsOf } from './options.ts';
import { DemoTime } from './time.ts';

/** A running demo organisation. */
export interface DemoOrganisation extends DemoAddresses {
  /** The same as the fields of this object, alone. */
  readonly addresses: DemoAddresses;
  readonly control: DemoControl;
  /** The service account's key file; the same for the same seed, its address apart. */
  serviceAccountKey(): Promise<ServiceAccountKey>;
  /** Closes or opens the port: offline, connections are refused. */
  setOnline(online: boolean): Promise<void>;
  /** Apple’s push service and people’s iPhones, iPads and Macs. */
  readonly apple: AppleDesk;
  stop(): Promise<void>;
}

/** What the organisation takes from outside. */
export interface DemoPorts {
  readonly clock?: Clock;
  /** Makes a unique id. */
  readonly newId?: () => string;
}

const BODY_LIMIT = 1_000_000;

/**
 * Starts a demo organisation on the loopback interface. Throws MusterError `port_in_use` when the wanted port
 * is taken, `demo_failed` when it cannot listen for another reason.
 */
export async function startDemoOrganisation(
  options: DemoOptions = {},
  ports: DemoPorts = {},
): Promise<DemoOrganisation> {
  const settings = settingsOf(options);
  const time = new DemoTime(ports.clock ?? systemClock, settings.frozen);
  const demo = new Demo(settings, time, ports.newId ?? randomUUID);
  const server = createServer((request, response) => {
    respond(demo, request, response).catch((error: unknown) => fail(response, error));
  });
  const port = await listen(server, settings.port).catch((error: unknown) => {
    demo.ledger.close();
    throw error;
  });
  const smtp = await startDemoSmtp(demo.mailbox, settings.smtpPort, () => time.now());
  const addresses = addressesOf(demo, port, smtp.port);
  const apple = createAppleDesk(settings.stateFile, {
    clock: ports.clock ?? systemClock,
    random: systemRandom,
    // A device that gives up says so to who asked for it; the rest is of no interest to anybody.
    log: () => undefined,
  });
  return {
    ...addresses,
    addresses,
    control: new DemoControl(demo),
    serviceAccountKey: () => demo.keys.keyFile(addresses.authRoot),
    setOnline: async (online) => {
      if (online && !server.listening) await listen(server, port);
      if (!online && server.listening) await close(server);
      await smtp.setOnline(online);
    },
    apple,
    stop: async () => {
      await apple.close();
      if (server.listening) await close(server);
      await smtp.stop();
      demo.ledger.close();
    },
  };
}

function addressesOf(
  { clientId, clientSecret, settings, accounts }: Demo,
  port: number,
  smtpPort: number,
): DemoAddresses {
  const { name, domain, customerId } = settings;
  const authRoot = `http://127.0.0.1:${port}`;
  return {
    apiRoot: `${authRoot}/`,
    authRoot,
    port,
    clientId,
    clientSecret,
    name,
    domain,
    customerId,
    adminEmail: accounts.admin,
    delegatedEmail: accounts.delegated,
    personEmail: accounts.person,
    smtpPort,
    mailbox: `${authRoot}${MAILBOX_PATH}`,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      const taken = error.code === 'EADDRINUSE';
      reject(new MusterError(taken ? 'port_in_use' : 'demo_failed', { port, reason: error.message }, error));
    };
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(demo: Demo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = request.socket.localPort;
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${address}`);
  const body = await bodyOf(request);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const ask: Ask = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body,
    form: new URLSearchParams(isForm === true ? body : ''),
    headers: request.headers,
  };
  const answer = await handle(demo, ask, `http://127.0.0.1:${address}`);
  if (answer === 'cut') request.socket.destroy();
  else send(demo, ask, answer, response);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT) throw new MusterError('bad_input', { reason: 'body too large' });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
}

function send(demo: Demo, ask: Ask, answer: Answer, response: ServerResponse): void {
  response.sendDate = false;
  const packed = demo.settings.gzip && /\bgzip\b/.test(String(ask.headers['accept-encoding'] ?? ''));
  const plain = bodyBytes(answer);
  const body = packed ? gzipSync(plain, { level: 1 }) : plain;
  response.writeHead(answer.status, {
    ...answer.headers,
    date: new Date(demo.told()).toUTCString(),
    // An answer without content has no length either (RFC 9110 section 8.6).
    ...(answer.status !== 204 && { 'content-length': String(body.length) }),
    vary: 'Origin, X-Origin, Referer, Accept-Encoding',
    ...(packed && { 'content-encoding': 'gzip' }),
  });
  if (answer.cutAfter === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length * answer.cutAfter)), () => response.destroy());
}

/** An error of the stand-in itself: told to the client as Google would, so that no request hangs. */
function fail(response: ServerResponse, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const answer = json({ error: { code: 500, message: reason, status: 'INTERNAL' } }, 500);
  if (!response.headersSent) response.writeHead(500, answer.headers);
  response.end(bodyBytes(answer));
}
