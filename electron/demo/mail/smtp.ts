import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './mailbox.ts';

/** The demo organisation’s mail server: it takes every mail, on this computer only. */
export interface DemoSmtp {
  readonly port: number;
  setOnline(online: boolean): Promise<void>;
  stop(): Promise<void>;
}

const LONGEST_MAIL = 1_000_000;

/** Listens on the wanted port, or where that is taken on another one. */
export async function startDemoSmtp(mailbox: Mailbox, wanted: number, now: () => number): Promise<DemoSmtp> {
  let server = serverFor(mailbox, now);
  const port = await listen(server, wanted).catch(() => {
    server = serverFor(mailbox, now);
    return listen(server, 0);
  });
  let online = true;
  const stop = async (): Promise<void> => {
    if (online) await close(server);
    online = false;
  };
  return {
    port,
    setOnline: async (wish) => {
      if (wish && !online) {
        server = serverFor(mailbox, now);
        await listen(server, port);
        online = true;
      }
      if (!wish) await stop();
    },
    stop,
  };
}

function serverFor(mailbox: Mailbox, now: () => number): SMTPServer {
  const server = new SMTPServer({
    name: 'mail.riverside.example',
    banner: 'Demo organisation',
    size: LONGEST_MAIL,
    // It is reached on this computer only: nothing is encrypted and nobody signs in.
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        mailbox.receive(Buffer.concat(pieces), to, now()).then(() => done(), done);
      });
    },
  });
  // A connection that breaks concerns who made it.
  server.on('error', () => undefined);
  return server;
}

function listen(server: SMTPServer, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.server.once('error', reject);
  server.listen(port, '127.0.0.1', () => {
    server.server.off('error', reject);
    const address = server.server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return promise;
}

function close(server: SMTPServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  return promise;
}
