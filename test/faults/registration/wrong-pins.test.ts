import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { mulberry } from '../../bench/store-fleet.ts';
import { MAILER, type MailServer, startMailServer } from '../../support/mail/server.ts';
import { type Browser, openBrowser, type Page } from '../../support/served/browser.ts';
import { inviteAll } from '../../support/served/invited.ts';
import { startListening, startProgram } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { CHEAP_HASHES } from './support/programs.ts';

const ADDRESSES = 100;
const TRIES_EACH = 100;
/** Connections an address has open at once. */
const LINES = 5;
/** An address may try names so often in ten minutes. */
const TURNS = 20;
/** What a wrong try takes at least, and how much longer or shorter another may be, in ms. */
const PADDED_MS = 600;
const ALIKE_MS = 120;

const ZOE = 'zoe@school.example';
const MAX = 'max@school.example';
const cheap = { imports: [CHEAP_HASHES] };

let server: MailServer;
let workspace: ServedWorkspace;
let link: string;
beforeAll(async () => {
  server = await startMailServer();
  const mail = { connection: server.connection(), password: MAILER.password };
  workspace = await makeServedWorkspace({ people: [ZOE, MAX], mail });
  const invited = await workspace.inside(inviteAll);
  link = invited.find(({ userName }) => userName === ZOE)?.link ?? '';
});
afterAll(async () => {
  workspace.remove();
  await server.stop();
});

/** What a page that leads back says, and how; the same for all who are refused. */
function refusalOf({ status, headers, body }: Page) {
  const cookies = (headers['set-cookie'] ?? []).map((line) => line.replace(/=[^;]*/, '='));
  const { date: _date, 'set-cookie': _cookie, ...others } = headers;
  return { status, headers: others, cookies, body, said: saidIn(headers['set-cookie'] ?? []) };
}

function saidIn(cookies: readonly string[]): string | null {
  const value = cookies.flatMap((line) => /^__Host-said=([\w-]+)/.exec(line)?.[1] ?? []).at(0);
  if (value === undefined) return null;
  return z.looseObject({ code: z.string() }).parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    .code;
}

const tryName = (browser: Browser, userName: string, pin: string): Promise<Page> =>
  browser.send('/go', { userName, pin, with: 'pin' });

it('a wrong PIN is answered alike for who is known, who is paused and who is nobody', async () => {
  const program = await startListening(workspace);
  const times: Record<string, number[]> = { known: [], nobody: [] };
  const answers: unknown[] = [];
  for (let round = 0; round < 8; round++) {
    const ask = async (kind: string, userName: string): Promise<void> => {
      const browser = openBrowser(workspace, `127.0.3.${1 + round}`);
      await browser.get('/go');
      const page = await tryName(browser, userName, '00000000');
      times[kind]?.push(page.ms);
      answers.push(refusalOf(page));
      browser.close();
    };
    // Five of these tries are free, then Zoé’s PIN is paused for who knows her name.
    await Promise.all([ask('known', ZOE), ask('nobody', `nobody${round}@school.example`)]);
  }
  expect(answers).toEqual(Array(answers.length).fill(answers[0]));
  const [known, nobody] = [median(times.known ?? []), median(times.nobody ?? [])];
  expect(Math.min(known, nobody)).toBeGreaterThanOrEqual(PADDED_MS - 1);
  expect(Math.abs(known - nobody)).toBeLessThan(ALIKE_MS);
  expect(await program.stop()).toBe(0);
});

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

interface Outcome {
  tries: number;
  opened: number;
  refusedByName: Map<string, number>;
  said: Map<string, number>;
}

/** What strangers try: mostly a name they know, at times one they do not, and links they make up. */
async function attack(from: string, tries: number, pin: string, outcome: Outcome): Promise<void> {
  const random = mulberry(Number(from.split('.').at(-1)) * 7919 + outcome.tries);
  const digits = (): string => String(Math.floor(random() * 1e8)).padStart(8, '0');
  const line = async (count: number): Promise<void> => {
    const browser = openBrowser(workspace, from);
    for (let left = count; left > 0; left--) {
      const guess = digits();
      if (guess === pin) continue;
      const isLink = random() < 0.1;
      const names = random() < 0.5 ? ZOE : random() < 0.8 ? MAX : `who${digits()}@school.example`;
      const made = Buffer.from(`${digits()}${digits()}`).toString('base64url').slice(0, 22);
      const page = await (isLink
        ? browser.send(`/i/${made}`, { pin: guess })
        : tryName(browser, names, guess));
      const said =
        page.status === 303 ? (saidIn(page.headers['set-cookie'] ?? []) ?? 'nothing') : `${page.status}`;
      outcome.tries++;
      outcome.said.set(said, (outcome.said.get(said) ?? 0) + 1);
      if (browser.cookies.has('__Host-muster') || page.headers.location === '/next') outcome.opened++;
      if (said === 'refused' && !isLink)
        outcome.refusedByName.set(from, (outcome.refusedByName.get(from) ?? 0) + 1);
    }
    browser.close();
  };
  await Promise.all(Array.from({ length: LINES }, () => line(tries / LINES)));
}

it('ten thousand wrong PINs from a hundred addresses open nothing, and keep nobody out', async () => {
  // Made by a program like the one that is to compare it.
  const shown = startProgram(workspace, ['invite', 'pin', ZOE, '--json'], cheap);
  expect(await shown.ended, shown.errors()).toBe(0);
  const { pin } = z.object({ pin: z.string() }).parse(JSON.parse(shown.lines.at(-1) ?? ''));
  const outcome: Outcome = { tries: 0, opened: 0, refusedByName: new Map(), said: new Map() };
  const addresses = Array.from({ length: ADDRESSES }, (_, at) => `127.0.1.${1 + at}`);
  const all = (): Promise<unknown> =>
    Promise.all(addresses.map((from) => attack(from, TRIES_EACH / 2, pin, outcome)));

  const first = await startListening(workspace, cheap);
  await all();
  await first.kill();
  expect(first.errors()).toBe('');
  const second = await startListening(workspace, cheap);
  await all();
  expect(outcome.tries).toBe(ADDRESSES * TRIES_EACH);
  expect(outcome.opened).toBe(0);
  // All turns are spent, and the restart has given none of them back.
  expect([...outcome.refusedByName.values()]).toEqual(Array(ADDRESSES).fill(TURNS));
  expect([...outcome.said.keys()].sort()).toEqual(['refused', 'slow_down']);

  await expectInByLink(pin);
  await expectInByName();
  expect(await second.stop()).toBe(0);
  expect(second.errors()).toBe('');
});

/** Who holds the link gets in at once, with the PIN that was guessed at all along. */
async function expectInByLink(pin: string): Promise<void> {
  const browser = openBrowser(workspace, '127.0.2.1');
  const page = await browser.send(`/i/${link}`, { pin });
  expect(page.headers.location).toBe('/next');
  expect((await browser.follow(page)).body).toContain('Choose a password');
  browser.close();
}

/** Who has a name alone gets a new PIN, and in with it at once. */
async function expectInByName(): Promise<void> {
  const browser = openBrowser(workspace, '127.0.2.2');
  await browser.send('/go/pin', { userName: MAX });
  const mail = await server.arrived(1);
  expect(mail.to).toEqual([MAX]);
  const { text = '' } = await mail.read();
  const page = await tryName(browser, MAX, /^\d{4} \d{4}$/m.exec(text)?.[0] ?? '');
  expect(page.headers.location).toBe('/next');
  browser.close();
}
