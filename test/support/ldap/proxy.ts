import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a proxy does to a connection once as many bytes have come from the server. */
export interface Mishap {
  afterBytes: number;
  /** `cut` ends it, `silence` keeps it and passes nothing on. */
  what: 'cut' | 'silence';
}

/** Stands between a client and a server on loopback. */
export interface WireProxy {
  port: number;
  mishap: Mishap | null;
  /** Bytes from the server, over all connections. */
  passed(): number;
  /** All that clients sent, as it was on the wire. */
  sent(): Buffer;
  connections(): number;
  stop(): Promise<void>;
}

export async function startProxy(target: number): Promise<WireProxy> {
  const open = new Set<Socket>();
  const sent: Buffer[] = [];
  let passed = 0;
  let connections = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    connections += 1;
    let received = 0;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data: Buffer) => {
      sent.push(data);
      upstream.write(data);
    });
    upstream.on('data', (data: Buffer) => {
      received += data.length;
      passed += data.length;
      const { mishap } = proxy;
      if (mishap === null || received < mishap.afterBytes) client.write(data);
      else if (mishap.what === 'cut') client.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy: WireProxy = {
    port: address.port,
    mishap: null,
    passed: () => passed,
    sent: () => Buffer.concat(sent),
    connections: () => connections,
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
