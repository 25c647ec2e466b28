import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PkiService } from '../../../electron/pki/contract.ts';
import type { ScepRequest } from '../../../electron/pki/scep/contract.ts';

export interface ScepServer {
  url: string;
  /** Challenges that are good once. */
  challenges: Set<string>;
  /** What was asked and could be read. */
  requests: ScepRequest[];
  close(): Promise<void>;
}

/** The smallest SCEP server there can be over the product’s messages: HTTP on loopback, one-time challenges. */
export async function scepServer(pki: PkiService): Promise<ScepServer> {
  const challenges = new Set<string>();
  const requests: ScepRequest[] = [];

  async function operate(message: Uint8Array): Promise<Uint8Array> {
    const read = await pki.scep.read(message);
    if (read.kind === 'unread') return pki.scep.failure(read.unread, read.unread.failInfo);
    const { request } = read;
    requests.push(request);
    if (!challenges.delete(request.challenge)) return pki.scep.failure(request, 'badRequest');
    const { pem } = await pki.issueDevice({
      publicKey: request.publicKey,
      commonName: 'device 1',
      days: 365,
    });
    return pki.scep.success(request, pem);
  }

  async function respond(request: IncomingMessage): Promise<{ type: string; body: Uint8Array | string }> {
    const url = new URL(request.url ?? '', 'http://localhost');
    const operation = url.searchParams.get('operation');
    if (operation === 'GetCACaps') return { type: 'text/plain', body: pki.scep.caps() };
    if (operation === 'GetCACert') return pki.scep.caCertificates();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const posted = Buffer.concat(parts);
    const message =
      request.method === 'POST' ? posted : Buffer.from(url.searchParams.get('message') ?? '', 'base64');
    return { type: 'application/x-pki-message', body: await operate(message) };
  }

  const server = createServer((request, response) => {
    respond(request).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scep`,
    challenges,
    requests,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
