import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { MAILER, type MailServer, startMailServer } from '../../support/mail/server.ts';
import { answerFile } from './answer-file.ts';
import { type Desk, openDesk } from './desk.ts';
import { openVisitors, PUBLIC_NAME, type Visitors } from './visitors.ts';
import type { Language } from './words.ts';

/** Ports of this computer on which nothing listens. */
export interface Ports {
  people: number;
  devices: number;
}

/** An admin's desk, a mail server, and people who come in by what he sends them. */
export interface Registrar {
  readonly desk: Desk;
  readonly post: MailServer;
  readonly ports: Ports;
  /** Where people register. */
  readonly base: string;
  /** Switches the listener on, by no button. */
  switchOn(): Promise<void>;
  /** Lets mails leave by the server, by no button. */
  setUpMail(): Promise<void>;
  /** Adds a user for each name, with an address, by no button; returns their ids. */
  addUsers(...names: readonly string[]): Promise<string[]>;
  /** Invites them by mail or by drafts, by no button; returns the ids of the invitations. */
  invite(users: readonly string[], send: 'mail' | 'later'): Promise<string[]>;
  /** The authority's certificate as the admin saves it to hand it out, PEM. There is one once the listener was on. */
  authority(): Promise<string>;
  /** Opens the browser of people whose devices trust the authority. */
  visitors(): Promise<Visitors>;
  /** Opens the browser of people whose devices do not. */
  strangers(): Promise<Visitors>;
  /** Ends everything and removes it. */
  close(): Promise<void>;
}

/** Who has no mail server of his own has this address. */
export function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@riverside.example`;
}

/**
 * Opens the program in this language and with the system's theme, with an empty workspace or the demo organisation.
 * @param options.around what else is in its environment
 */
export async function openRegistrar(
  language: Language,
  { around = {}, demo = false }: { around?: Readonly<Record<string, string>>; demo?: boolean } = {},
): Promise<Registrar> {
  // What asks Google for the time asks a port of this computer on which nothing listens.
  const env = { MUSTER_GOOGLE_API_ROOT: 'http://127.0.0.1:9/', ...around };
  const [desk, post, ports] = await Promise.all([
    openDesk({ language, env }),
    startMailServer(),
    freePorts(),
  ]);
  await desk.ask('preferences.set', { theme: 'system' });
  await (demo ? desk.ask('workspaces.exploreDemo') : desk.ask('workspaces.create', { name: 'Riverside' }));
  const opened: { visitors?: Visitors; strangers?: Visitors } = {};
  return {
    desk,
    post,
    ports,
    base: `https://${PUBLIC_NAME}:${ports.people}`,
    switchOn: async () => {
      const { settings } = await desk.ask('listener.overview');
      const where = { publicName: PUBLIC_NAME, peoplePort: ports.people, devicesPort: ports.devices };
      await desk.ask('listener.save', { ...settings, ...where });
      await desk.ask('listener.switch', { on: true });
    },
    setUpMail: async () => {
      const { password } = MAILER;
      await desk.ask('mail.save', { connection: post.connection(), secrets: { password } });
    },
    addUsers: async (...names) => {
      const ids: string[] = [];
      for (const displayName of names) {
        const draft = { displayName, email: addressOf(displayName), language: null, notes: null };
        ids.push((await desk.ask('users.add', draft)).id);
      }
      return ids;
    },
    invite: async (ids, send) => {
      const made = await desk.ask('invitations.create', { users: { ids: [...ids] }, send, again: true });
      return made.ids;
    },
    authority: () => savedAuthority(desk),
    visitors: async () => (opened.visitors ??= await openVisitors(await savedAuthority(desk))),
    strangers: async () => (opened.strangers ??= await openVisitors(null)),
    close: async () => {
      await opened.visitors?.leave();
      await opened.strangers?.leave();
      await desk.clear();
      await post.stop();
    },
  };
}

async function savedAuthority(desk: Desk): Promise<string> {
  const file = path.join(desk.dataDir, 'authority.crt');
  await answerSave(desk, file);
  await desk.ask('pki.saveRoot');
  return readFile(file, 'utf8');
}

/** Answers the next question for a place to save with this file. */
export function answerSave(desk: Desk, file: string): Promise<void> {
  return answerFile(desk.muster().app, 'save', file);
}

/** Answers the next questions for a file to open with this one. */
export function answerOpen(desk: Desk, file: string): Promise<void> {
  return answerFile(desk.muster().app, 'open', file);
}

async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    [0, 1].map(async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const [people = 0, devices = 0] = servers.map((server) => {
    const address = server.address();
    server.close();
    return typeof address === 'object' ? address?.port : undefined;
  });
  return { people, devices };
}
