import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { isDict, type PlistDict } from '../../../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../../../electron/plist/plist.ts';
import { type OpenSsl, openSsl } from '../../../../support/pki/openssl.ts';
import { type ProfileChanges, profile } from './profile.ts';
import { scep } from './scep.ts';

/** One request as it came to the server. */
export interface Heard {
  method: string;
  path: string;
  type: string;
  signature: string | null;
  /** SHA-256 of the certificate of the connection, in hex. */
  client: string | null;
  bytes: Buffer;
  /** The property list, where it is one. */
  message: PlistDict;
}

export interface Reply {
  status?: number;
  type?: string;
  body?: Uint8Array;
}

/** A server for devices that does as it is told. Its certificates, and what it makes of SCEP, are openssl’s. */
export interface ScriptedServer {
  readonly ssl: OpenSsl;
  readonly url: string;
  /** The authority, PEM. */
  readonly root: string;
  readonly heard: Heard[];
  /** Commands for the device, and for users by their GUID. */
  readonly queue: PlistDict[];
  readonly users: Map<string, PlistDict[]>;
  /** Answers instead of the usual; null: the usual. */
  answer: (heard: Heard) => Reply | null;
  /** How often SCEP says that it waits. */
  scep: { pending?: number };
  /** What GetCACaps says. */
  caps: string;
  challenge: string;
  /** A signed enrollment profile. */
  profile(changes?: ProfileChanges): Promise<Buffer>;
  /** Messages of one kind it has heard, in order. */
  messages(type: string): PlistDict[];
  close(): Promise<void>;
}

const EXTENSIONS = `
[ra]
keyUsage=critical,digitalSignature,keyEncipherment
[server]
subjectAltName=IP:127.0.0.1,DNS:localhost
extendedKeyUsage=serverAuth
[device]
extendedKeyUsage=clientAuth
keyUsage=critical,digitalSignature,keyEncipherment
`;

/** Makes its certificates and listens on loopback. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const ssl = await openSsl();
  await ssl.write('ext.cnf', EXTENSIONS);
  await ssl(
    'req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 30 -subj /CN=School -addext keyUsage=critical,keyCertSign,cRLSign',
  );
  for (const name of ['ra', 'server']) {
    await ssl(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
    await ssl(
      `x509 -req -in ${name}.csr -CA root.pem -CAkey root.key -CAcreateserial -days 20 -extfile ext.cnf -extensions ${name} -out ${name}.pem`,
    );
  }
  await ssl('crl2pkcs7 -nocrl -certfile ra.pem -certfile root.pem -outform DER -out chain.p7');
  const root = (await ssl.read('root.pem')).toString();
  const state: Omit<ScriptedServer, 'url' | 'close' | 'profile' | 'messages'> = {
    ssl,
    root,
    heard: [],
    queue: [],
    users: new Map(),
    answer: () => null,
    scep: {},
    caps: 'AES\nPOSTPKIOperation\nSCEPStandard\nSHA-256\n',
    challenge: 'open sesame',
  };
  const server = await listen(ssl, (heard) => reply(scripted, heard).catch(() => ({ status: 500 })));
  const { port } = server.address() as AddressInfo;
  const url = `https://localhost:${port}`;
  const scripted: ScriptedServer = Object.assign(state, {
    url,
    profile: (changes: ProfileChanges = {}) => profile(scripted, changes),
    messages: (type: string) =>
      state.heard
        .map(({ message }) => message)
        .filter(({ MessageType, Status }) => MessageType === type || Status === type),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      await ssl.remove();
    },
  });
  return scripted;
}

async function listen(ssl: OpenSsl, respond: (heard: Heard) => Promise<Reply>): Promise<Server> {
  const server = createServer(
    {
      key: await ssl.read('server.key'),
      cert: await ssl.read('server.pem'),
      ca: await ssl.read('root.pem'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      const socket = request.socket as TLSSocket;
      const client = socket.authorized ? socket.getPeerX509Certificate() : undefined;
      const {
        status = 200,
        type,
        body = new Uint8Array(),
      } = await respond({
        method: request.method ?? '',
        path: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        signature: request.headers['mdm-signature']?.toString() ?? null,
        client: client?.fingerprint256 ?? null,
        bytes,
        message: bytes[0] === 0x3c ? readPlist(bytes, DEVICE_LIMITS) : {},
      });
      response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body);
    },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function reply(server: ScriptedServer, heard: Heard): Promise<Reply> {
  server.heard.push(heard);
  const told = server.answer(heard);
  if (told !== null) return told;
  if (heard.path.startsWith('/scep')) return scep(server, heard);
  if (heard.path !== '/connect') return {};
  const guid = heard.message.UserID;
  const queue = typeof guid === 'string' ? (server.users.get(guid) ?? []) : server.queue;
  // Like a real one: what was put off is skipped for now, what was answered is done.
  if (heard.message.Status === 'NotNow') return {};
  if (heard.message.Status !== 'Idle') queue.shift();
  const [next] = queue;
  return next === undefined ? {} : { type: 'application/xml', body: writePlist(next) };
}

/** A command as a server writes it. */
export function command(uuid: string, requestType: string, more: PlistDict = {}): PlistDict {
  return { CommandUUID: uuid, Command: { RequestType: requestType, ...more } };
}

/** The part of a message that is a dictionary. Fails when it is none. */
export function dict(value: PlistDict[string] | undefined): PlistDict {
  if (!isDict(value)) throw new Error('no dictionary');
  return value;
}
