import { Agent, request } from 'node:https';

/** What a device presents on the TLS connection itself: PEM. */
export interface ClientCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface DeviceRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Authorities trusted by this device besides those of the network: PEM. */
  readonly trust: readonly string[];
  readonly client: ClientCertificate | null;
}

export interface DeviceAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** How devices reach servers. Shared by as many devices as one likes. */
export interface DeviceNetwork {
  /** Authorities every device trusts from the start: PEM. */
  readonly roots: readonly string[];
  /** Rejects when the connection cannot be made, is not trusted, or breaks. */
  send(request: DeviceRequest): Promise<DeviceAnswer>;
  close(): void;
}

export interface NetworkOptions {
  /** See DeviceNetwork. */
  readonly roots?: readonly string[];
  /** Most connections to one server at once, over all devices without a client certificate. */
  readonly connections?: number;
  /** Where a host name really leads, e.g. to loopback; the name stays the one that is checked. */
  readonly resolve?: (host: string) => string;
}

/** Longest wait for an answer, in ms. */
const PATIENCE_MS = 30_000;
const MOST_REDIRECTS = 5;

/**
 * The network over node:https. Devices that trust the same authorities and bring no certificate share connections that are
 * kept open; with a certificate, a device has a connection of its own. TLS 1.2 at least, as App Transport Security demands.
 */
export function createDeviceNetwork(options: NetworkOptions = {}): DeviceNetwork {
  const roots = options.roots ?? [];
  const agents = new Map<string, Agent>();
  const agentFor = ({ trust, client }: DeviceRequest): Agent => {
    const place = [...trust, client?.certificate ?? ''].join('');
    const known = agents.get(place);
    if (known !== undefined) return known;
    const agent = new Agent({
      keepAlive: true,
      maxSockets: client === null ? (options.connections ?? 32) : 1,
      minVersion: 'TLSv1.2',
      ca: [...roots, ...trust],
      ...(client === null ? {} : { key: client.key, cert: client.certificate }),
    });
    agents.set(place, agent);
    return agent;
  };
  const resolve = options.resolve ?? ((host) => host);
  return {
    roots,
    send: (wanted) => follow(wanted, (one) => exchange(one, agentFor(one), resolve)),
    close: () => {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

type Exchange = (wanted: DeviceRequest) => Promise<DeviceAnswer & { location: string | null }>;

/** Redirects are followed and none is remembered (Apple, MDM Protocol Reference). */
async function follow(wanted: DeviceRequest, send: Exchange): Promise<DeviceAnswer> {
  let url = wanted.url;
  for (let turn = 0; turn <= MOST_REDIRECTS; turn++) {
    const { location, ...answer } = await send({ ...wanted, url });
    if (location === null || answer.status < 300 || answer.status > 399) return answer;
    url = new URL(location, url).href;
  }
  throw new Error('too many redirects');
}

function exchange(
  { url, method, headers, body }: DeviceRequest,
  agent: Agent,
  resolve: (host: string) => string,
): ReturnType<Exchange> {
  const { hostname, port, pathname, search, host } = new URL(url);
  return new Promise((done, fail) => {
    const options = {
      agent,
      method,
      host: resolve(hostname),
      servername: /^[\d.]+$|:/.test(hostname) ? '' : hostname,
      port: port === '' ? 443 : Number(port),
      path: `${pathname}${search}`,
      headers: { host, ...headers, 'content-length': String(body?.length ?? 0) },
      timeout: PATIENCE_MS,
    };
    const sent = request(options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', fail);
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          location: answer.headers.location ?? null,
          body: Buffer.concat(pieces),
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', fail);
    sent.end(body ?? undefined);
  });
}
